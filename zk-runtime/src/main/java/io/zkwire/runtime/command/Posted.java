package io.zkwire.runtime.command;

import java.util.concurrent.TimeUnit;

/**
 * A command as it stands in ZooKeeper. Immutable.
 *
 * @param path its node
 * @param order what it says
 * @param czxid the transaction that created it: commands of a channel are in its order
 * @param created when, by the servers' clock, in milliseconds
 * @param seen when this process saw it first, by its own monotonic clock
 */
record Posted(String path, Order order, long czxid, long created, long seen) {

  static final String ROOT = "/commands";
  static final String PREFIX = "cmd-";

  /** Where the commands of a channel stand. */
  static String channel(String channel) {
    return ROOT + "/" + channel;
  }

  /** Where acknowledgements of a command stand. */
  static String acks(String path) {
    return path + "/acks";
  }

  /** What the one leader that takes a command creates. */
  static String taken(String path) {
    return path + "/taken";
  }

  String acks() {
    return acks(path);
  }

  String ack(String member) {
    return acks() + "/" + member;
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether its deadline has passed at a time of the servers' clock. */
  boolean isLate(long servers) {
    return servers - created > order.ttl();
  }

  /** Whether its deadline has passed for certain: it was created before it was seen. */
  boolean isOver(long now) {
    return now - seen > TimeUnit.MILLISECONDS.toNanos(order.ttl());
  }
}
