package io.zkwire.runtime.exclusive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * A line as one answer of ZooKeeper showed it: who stands, oldest first (R9), and how many left
 * without a release (R7). Immutable.
 *
 * <p>A Stat counts: creates = (cversion + numChildren) / 2, since the server reports twice its own
 * count of creates less the children; what was created and does not stand has departed; the version
 * counts the releases and what was acknowledged. All of it modulo 2^31, which is where the numbers
 * that ZooKeeper appends to names wrap.
 *
 * @param standing who stands, oldest first
 * @param departures how many have left, ever, modulo 2^31
 * @param version how many of those were released or acknowledged
 */
public record LineView(List<Standing> standing, int departures, int version) {

  /** How many digits ZooKeeper appends; once its number has wrapped, with a sign before them. */
  private static final int DIGITS = 10;

  private static final int UUID_LENGTH = 36;
  private static final int MASK = Integer.MAX_VALUE;

  /** What the names of Curator's recipes begin with, and ours where they stand in one line. */
  private static final String PREFIX = "_c_";

  private static final Comparator<Standing> OLDEST_FIRST =
      Comparator.comparingInt(Standing::age).reversed();

  /** How the node of a shared candidate is named, as Curator's read lock names it. */
  static final String SHARED = "__READ__";

  /**
   * One who stands.
   *
   * @param name the name of its node
   * @param id the UUID in that name, or empty where there is none
   * @param shared whether it stands with others of its kind
   * @param age how many were created since, itself included
   */
  public record Standing(String name, String id, boolean shared, int age) {}

  /**
   * Reads an answer. Children that are no candidates are passed over.
   *
   * @param names the children
   * @param stat the Stat of the root
   * @return the line
   */
  public static LineView of(Collection<String> names, Stat stat) {
    int creates = (stat.getCversion() + stat.getNumChildren()) >>> 1;
    List<Standing> standing = new ArrayList<>(names.size());
    for (String name : names) {
      Standing one = read(name, creates);
      if (one != null) {
        standing.add(one);
      }
    }
    standing.sort(OLDEST_FIRST);
    return new LineView(
        Collections.unmodifiableList(standing),
        (creates - stat.getNumChildren()) & MASK,
        stat.getVersion());
  }

  /**
   * Whether a child of a root stands in line by its name.
   *
   * @param name the name
   */
  public static boolean candidate(String name) {
    return read(name, 0) != null;
  }

  /** By hand: each look at a line reads all its names. */
  private static @Nullable Standing read(String name, int creates) {
    int end = name.length() - DIGITS;
    if (end < 0) {
      return null;
    }
    long digits = 0;
    for (int i = end; i < name.length(); i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      digits = digits * 10 + digit;
    }
    boolean sign = end > 0 && name.charAt(end - 1) == '-';
    String before = name.substring(0, sign ? end - 1 : end);
    // A hyphen before the digits is a sign only if another separator stands before it.
    boolean negative = sign && (before.endsWith("-") || before.endsWith("__"));
    int number = (int) (negative ? -digits : digits);
    return new Standing(name, id(name), before.contains(SHARED), (creates - number) & MASK);
  }

  private static String id(String name) {
    int start = name.startsWith(PREFIX) ? PREFIX.length() : 0;
    int end = start + UUID_LENGTH;
    if (name.length() <= end || name.charAt(end) != '-') {
      return "";
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = name.charAt(start + i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return "";
      }
    }
    return name.substring(start, end);
  }

  /** How many have left and were neither released nor acknowledged. */
  int unaccounted() {
    return (departures - version) & MASK;
  }

  /** Whether more was released than has left: a stranger has written the root. */
  boolean overcounted() {
    return unaccounted() > MASK / 2;
  }

  /**
   * Whether nobody has ever left but, at the most, the child that is created and deleted with a
   * root of ours: only the root's birth is in doubt.
   */
  boolean newborn() {
    return version == 0 && departures <= 1;
  }

  /** Whether a node stands. */
  boolean stands(String name) {
    for (Standing one : standing) {
      if (one.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The UUID of a candidate leads to its node. */
  @Nullable String named(String id) {
    return standing.stream()
        .filter(s -> s.id().equals(id))
        .map(Standing::name)
        .findFirst()
        .orElse(null);
  }

  /**
   * Those who stand before a node and in its way, oldest first.
   *
   * @param name the node
   * @param shared whether it lets others of its kind pass
   */
  List<String> before(String name, boolean shared) {
    List<String> before = new ArrayList<>();
    for (Standing one : standing) {
      if (one.name().equals(name)) {
        break;
      }
      if (!(shared && one.shared())) {
        before.add(one.name());
      }
    }
    return before;
  }
}
