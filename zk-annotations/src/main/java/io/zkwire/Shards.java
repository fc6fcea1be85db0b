package io.zkwire;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The share that this process has of a group's numbered shards. Thread-safe; reading it asks
 * nothing of ZooKeeper.
 *
 * <pre>{@code
 * try (Membership self = zk.join("importers", "${host}-${pid}");
 *     Shards shards = zk.shards("importers", 12)) {
 *   while (running) {
 *     for (Shard shard : shards.mine()) {
 *       shard.run(() -> importCustomers(shard.number(), shard.token()));
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>A process has a share while it is a member of the group that is healthy and on line. All
 * shares together are all shards, and differ by one at most. When a member comes, only the shards
 * that it gets change hands; when one goes, only those that it had.
 */
public interface Shards extends AutoCloseable {

  /** The group. */
  String group();

  /** How many shards the group has. */
  int count();

  /** Those that this process has at this moment, shown by the lease, by number. Immutable. */
  List<Shard> mine();

  /**
   * One of them.
   *
   * @param number which, from 0
   * @return the shard, or empty where this process does not have it
   */
  Optional<Shard> find(int number);

  /**
   * Calls a listener with the new share when it has changed. A shard that goes to another process
   * goes when the call has returned, so that the listener can end the work on it.
   *
   * @param listener called on the runtime's threads, one share at a time; not for one that is empty
   *     from the start. Shares in quick succession may be told as the last one only
   * @return ends it
   */
  Registration onChange(Consumer<List<Shard>> listener);

  /**
   * Gives the share back, unless others in this process want it: listeners are told, and work that
   * runs is waited for, at most two seconds; a shard whose work goes on is kept until it ends. The
   * handle in a field is closed with its binding. Closing twice does nothing.
   */
  @Override
  void close();
}
