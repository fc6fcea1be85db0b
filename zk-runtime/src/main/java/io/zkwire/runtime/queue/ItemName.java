package io.zkwire.runtime.queue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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

  private static final int DIGITS = 10;
  private static final int LONGEST_DUE = 10;
  private static final int RADIX = 36;

  /** The name that a node has, or null for one that is no item. */
  static @Nullable ItemName parse(int priority, String node) {
    int digits = node.length() - DIGITS;
    if (digits < 1) {
      return null;
    }
    long due;
    boolean negative;
    if (node.charAt(0) == 'i') {
      negative = digits == 2 && node.charAt(1) == '-';
      due = digits == 1 || negative ? 0 : -1;
    } else if (node.charAt(0) == 'd') {
      negative = digits > 2 && node.charAt(digits - 2) == '-';
      due = due(node, digits - (negative ? 2 : 1));
    } else {
      return null;
    }
    long number = number(node, digits, node.length(), 10);
    long sequence = negative ? -number : number;
    return due < 0 || number < 0 || sequence != (int) sequence
        ? null
        : new ItemName(priority, node, due, (int) sequence);
  }

  /** When an item is due whose name has a dash there; -1 if it is none. */
  private static long due(String node, int dash) {
    boolean fits = dash > 1 && dash <= LONGEST_DUE + 1 && node.charAt(dash) == '-';
    return fits ? number(node, 1, dash, RADIX) : -1;
  }

  /** A number of digits and small letters only; -1 if it is none. */
  private static long number(String node, int from, int to, int radix) {
    long number = 0;
    for (int i = from; i < to; i++) {
      char c = node.charAt(i);
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : radix;
      if (digit >= radix) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
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
