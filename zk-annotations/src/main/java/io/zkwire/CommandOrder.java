package io.zkwire;

import java.time.Duration;

/**
 * A command about to be sent. Immutable, and thread-safe.
 *
 * <pre>{@code
 * SentCommand sent =
 *     zk.commands("shops")
 *         .to("host-1")
 *         .within(Duration.ofMinutes(1))
 *         .send("flush-cache", "prices");
 * }</pre>
 */
public interface CommandOrder {

  /**
   * The same, with another deadline. By default it is 30 s.
   *
   * @param deadline until when after the sending members may begin, by ZooKeeper's clock: 1 ms to 1
   *     day
   * @return an order with that deadline
   * @throws OptionException ZK-OPTION-01 if it is out of range
   */
  CommandOrder within(Duration deadline);

  /**
   * Sends it, and waits until ZooKeeper has it.
   *
   * @param command its name
   * @param arguments what the methods take, in their order; none is null
   * @return what becomes of it
   * @throws ZkWireException ZK-COMMAND-21 if it cannot be sent as it is, ZK-NAME-01 if its name is
   *     not allowed
   * @throws OutcomeUnknownException ZK-SESSION-05 if the connection was lost meanwhile, or there
   *     was no answer in time, and it could not be found out whether it was sent
   */
  SentCommand send(String command, Object... arguments);
}
