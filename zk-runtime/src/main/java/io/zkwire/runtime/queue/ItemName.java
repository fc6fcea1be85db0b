package io.zkwire.runtime.queue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an item's node, from which its place follows. Immutable.
 *
 * @param priority 0 for the most urgent
 * @param node {@code i<sequence>}, or {@code d<when it is due, base 36>-<sequence>}
 * @param due from when it may be taken, in milliseconds since 1970; 0 for at once
 * @param sequence its number among those of its priority
 */
record ItemName(int priority, String node, long due, int sequence) implements Comparable<ItemName> {

  private static final Pattern NODE = Pattern.compile("(?:i|d([0-9a-z]{1,10})-)(-?\\d{10})");
  private static final int RADIX = 36;

  /** The name that a node has, or null for one that is no item. */
  static @Nullable ItemName parse(int priority, String node) {
    Matcher matcher = NODE.matcher(node);
    if (!matcher.matches()) {
      return null;
    }
    try {
      String due = matcher.group(1);
      return new ItemName(
          priority,
          node,
          due == null ? 0 : Long.parseLong(due, RADIX),
          Integer.parseInt(matcher.group(2)));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** How the name of an item begins, before ZooKeeper numbers it. */
  static String prefix(long due) {
    return due <= 0 ? "i" : "d" + Long.toString(due, RADIX) + "-";
  }

  /** What its claim and its parked node are called. */
  String id() {
    return priority + "-" + node;
  }

  /** By priority, then by age: numbers wrap. */
  @Override
  public int compareTo(ItemName other) {
    int byPriority = Integer.compare(priority, other.priority);
    return byPriority != 0 ? byPriority : Integer.compare(sequence - other.sequence, 0);
  }
}
