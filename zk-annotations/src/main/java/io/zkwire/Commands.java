package io.zkwire;

import java.util.Collection;

/**
 * Sends commands to the members of a group. Thread-safe.
 *
 * <pre>{@code
 * try (Commands shops = zk.commands("shops")) {
 *   SentCommand sent = shops.toAll().within(Duration.ofSeconds(10)).send("flush-cache", "prices");
 *   sent.await().forEach((member, answer) -> System.out.println(member + " " + answer.state()));
 * }
 * }</pre>
 */
public interface Commands extends AutoCloseable {

  /** The channel, which is a group of members. */
  String channel();

  /**
   * To all members that are there now, as far as this process knows.
   *
   * @return what to send it with
   */
  CommandOrder toAll();

  /**
   * To some members, or one, whether they are there now or not.
   *
   * @param members their ids
   * @return what to send it with
   * @throws ZkWireException ZK-NAME-01 if an id is not allowed, ZK-COMMAND-21 if there is none
   */
  CommandOrder to(Collection<String> members);

  /**
   * To one member.
   *
   * @param member its id
   * @return what to send it with
   * @throws ZkWireException ZK-NAME-01 if the id is not allowed
   */
  CommandOrder to(String member);

  /**
   * To the member that leads a role when it receives the command. It runs on one member at most; if
   * nobody of the channel leads before the deadline, on none, and the acknowledgements have one
   * entry: the role, which is {@link Acknowledgement.State#EXPIRED}.
   *
   * @param role the role
   * @return what to send it with
   * @throws ZkWireException ZK-NAME-01 if the role is not allowed
   */
  CommandOrder toLeader(String role);

  /**
   * Sends no longer, and watches no longer what was sent: outcomes that are waited for fail. What
   * was sent is carried out all the same. The handle in a field is closed with its binding.
   */
  @Override
  void close();
}
