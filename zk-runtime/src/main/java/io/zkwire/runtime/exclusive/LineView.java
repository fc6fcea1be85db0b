package io.zkwire.runtime.exclusive;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** ZooKeeper's number at the end of a name: ten digits, with a sign once it has wrapped. */
  private static final Pattern NAME = Pattern.compile("(.*?)(-?)(\\d{10})");

  private static final Pattern ID =
      Pattern.compile("(?:_c_)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-.*");
  private static final int MASK = Integer.MAX_VALUE;

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
    List<Standing> standing =
        names.stream()
            .map(name -> read(name, creates))
            .filter(s -> s != null)
            .sorted(Comparator.comparingInt(Standing::age).reversed())
            .toList();
    return new LineView(standing, (creates - stat.getNumChildren()) & MASK, stat.getVersion());
  }

  private static @Nullable Standing read(String name, int creates) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return null;
    }
    String before = matcher.group(1);
    // A hyphen before the digits is a sign only if another separator stands before it.
    boolean negative =
        !matcher.group(2).isEmpty() && (before.endsWith("-") || before.endsWith("__"));
    long digits = Long.parseLong(matcher.group(3));
    int number = (int) (negative ? -digits : digits);
    Matcher id = ID.matcher(name);
    return new Standing(
        name, id.matches() ? id.group(1) : "", before.contains(SHARED), (creates - number) & MASK);
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
    return standing.stream().anyMatch(s -> s.name().equals(name));
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
    return standing.stream()
        .takeWhile(s -> !s.name().equals(name))
        .filter(s -> !(shared && s.shared()))
        .map(Standing::name)
        .toList();
  }
}
