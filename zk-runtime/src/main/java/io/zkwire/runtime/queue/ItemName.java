package io.zkwire.runtime.queue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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
record ItemName(int priority, String node, long due, int sequence) {

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

  /**
   * Those of one priority by age. Numbers wrap, and hostile ones have no order of their own: the
   * oldest is the one behind the largest gap, and the others follow it around.
   */
  static List<ItemName> byAge(List<ItemName> items) {
    List<ItemName> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingInt(ItemName::sequence));
    int oldest = 0;
    long widest = -1;
    for (int i = 0; i < sorted.size(); i++) {
      int before = sorted.get((i + sorted.size() - 1) % sorted.size()).sequence;
      long gap = (sorted.get(i).sequence - before) & 0xffff_ffffL;
      if (gap > widest) {
        widest = gap;
        oldest = i;
      }
    }
    Collections.rotate(sorted, -oldest);
    return sorted;
  }
}
