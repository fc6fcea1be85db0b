package io.zkwire.runtime.exclusive;

import java.nio.charset.StandardCharsets;

/**
 * Where some stand for one name, and how many of them may hold it at a time. Immutable.
 *
 * @param root the node under which they stand
 * @param prefix what the names of nodes begin with before the UUID
 * @param marker what stands between the UUID and the number, so that Curator's recipes can stand in
 *     the same line
 * @param shared whether ours stands with others of its kind
 * @param capacity how many may hold it at a time
 * @param content what a root of ours holds, by which it is known from one that somebody else made
 * @param counted whether everybody must have the same content: the number of permits
 * @param bounded whether whatever a holder does is bounded by a mark that it has stored, which the
 *     next one reads: then a grant need not wait for the lock-delay
 * @param above what the parent of the root holds, where it was made together with all its roots;
 *     empty where it is one of those that stand for all lines of a kind
 */
public record Line(
    String root,
    String prefix,
    String marker,
    boolean shared,
    int capacity,
    String content,
    boolean counted,
    boolean bounded,
    String above) {

  /** What the roots of roles and locks hold. */
  private static final String OURS = "zkwire";

  /** Those who stand for a role, named as Curator's LeaderLatch names them. */
  public static Line role(String role) {
    return new Line("/leaders/" + role, "_c_", "-latch-", false, 1, OURS, false, false, "");
  }

  /** Those who want a lock for themselves, named as Curator's InterProcessMutex names them. */
  public static Line exclusive(String name) {
    return new Line("/locks/" + name, "_c_", "-lock-", false, 1, OURS, false, false, "");
  }

  /** Those who want a lock together, named as Curator's read locks are. */
  public static Line shared(String name) {
    return new Line(
        "/locks/" + name, "_c_", "-" + LineView.SHARED, true, 1, OURS, false, false, "");
  }

  /** Those who want one of a number of permits. */
  public static Line permits(String name, int permits) {
    return new Line(
        "/permits/" + name, "", "-", false, permits, Integer.toString(permits), true, false, "");
  }

  /** Those who want one worker number of a type of IDs. */
  public static Line worker(String type, int number) {
    return new Line(
        "/ids/" + type + "/workers/" + number, "", "-", false, 1, OURS, false, true, "");
  }

  /** Those who want one of the shards of a group. */
  public static Line shard(String group, int number, int shards) {
    return new Line(
        "/shards/" + group + "/" + number,
        "",
        "-",
        false,
        1,
        OURS,
        false,
        false,
        Integer.toString(shards));
  }

  /** What the root is created with, and keeps at every release. */
  byte[] bytes() {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the parent of the root is a root of its own, made together with this one. */
  boolean nested() {
    return !above.isEmpty();
  }

  /** The path of a candidate without its number. */
  String path(String id) {
    return root + "/" + prefix + id + marker;
  }

  /** The parent of the root. */
  String parent() {
    return root.substring(0, root.lastIndexOf('/'));
  }

  /** The parent of the parent of a nested line. */
  String top() {
    return parent().substring(0, parent().lastIndexOf('/'));
  }
}
