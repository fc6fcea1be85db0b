package io.zkwire.console.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.ZNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Roles, locks and permits: who stands in line. Thread-safe. */
public final class Lines {

  private static final String LATCH = "-latch-";

  private final Nodes nodes;

  Lines(Nodes nodes) {
    this.nodes = nodes;
  }

  /**
   * One that stands in a line.
   *
   * @param node the name of its node
   * @param uuid the UUID in that name, which a wish to resign names
   * @param token the first part of its fencing token: the transaction that made the node
   * @param host its host; empty if it does not say
   * @param pid its process
   * @param process the UUID of its {@code ZkWire}, or what another recipe has written
   * @param shared whether it wants to share the lock
   * @param first whether it is at the head: it holds, unless its lease has lapsed
   * @param since when it came
   */
  public record Candidate(
      String node,
      String uuid,
      String token,
      String host,
      long pid,
      String process,
      boolean shared,
      boolean first,
      Instant since) {}

  /**
   * A role, lock or permit.
   *
   * @param kind {@code leader}, {@code lock} or {@code permit}
   * @param name its name
   * @param places how many may hold at a time: the number of permits, else 1
   * @param holders how many hold
   * @param waiting how many wait
   * @param wish the UUID that shall resign; empty for none
   * @param candidates who stands there, in order
   */
  public record Line(
      String kind,
      String name,
      int places,
      int holders,
      int waiting,
      String wish,
      List<Candidate> candidates) {

    /** The same with the first of those who stand there only. */
    public Line head(int most) {
      return new Line(kind, name, places, holders, waiting, wish, Page.head(candidates, most));
    }
  }

  /** The roles, by name. */
  public List<Line> leaders() {
    return lines("leader", "/leaders");
  }

  /** The locks and permits, by name. */
  public List<Line> locks() {
    List<Line> all = new ArrayList<>(lines("lock", "/locks"));
    all.addAll(lines("permit", "/permits"));
    return all;
  }

  /** Lines that contain a text in their name or in a host. */
  public static List<Line> search(List<Line> lines, String search) {
    String wanted = search.toLowerCase(Locale.ROOT);
    return lines.stream()
        .filter(
            line ->
                line.name().toLowerCase(Locale.ROOT).contains(wanted)
                    || line.candidates().stream()
                        .anyMatch(c -> c.host().toLowerCase(Locale.ROOT).contains(wanted)))
        .toList();
  }

  /** One of some lines. */
  public static Line named(List<Line> lines, String name) {
    return lines.stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refused.missing("a line of " + name, "List those that are there"));
  }

  /** One line, or none. */
  List<Line> one(String root, String name) {
    ZNode node = nodes.get(root + "/" + name);
    return node == null ? List.of() : List.of(line("leader", node));
  }

  private List<Line> lines(String kind, String root) {
    List<Line> lines = new ArrayList<>();
    for (ZNode node : nodes.children(root)) {
      lines.add(line(kind, node));
    }
    return lines;
  }

  private Line line(String kind, ZNode root) {
    List<ZNode> standing = new ArrayList<>(nodes.children(root.path()));
    standing.removeIf(node -> node.stat().getEphemeralOwner() == 0);
    standing.sort(Comparator.comparingLong(node -> node.stat().getCzxid()));
    int places = kind.equals("permit") ? places(root) : 1;
    List<Candidate> candidates = new ArrayList<>();
    boolean onlyShared = true;
    for (ZNode node : standing) {
      boolean shared = node.name().contains("__READ__");
      boolean first = (shared && kind.equals("lock")) ? onlyShared : candidates.size() < places;
      onlyShared &= shared;
      candidates.add(candidate(node, shared, first));
    }
    int holders = (int) candidates.stream().filter(Candidate::first).count();
    ZNode wish = kind.equals("leader") ? nodes.get("/wishes/resign/" + root.name()) : null;
    String wanted = wish == null || wish.length() > 64 ? "" : String.valueOf(wish.text()).strip();
    return new Line(
        kind, root.name(), places, holders, candidates.size() - holders, wanted, candidates);
  }

  private static int places(ZNode root) {
    String text = root.text();
    try {
      return text == null ? 1 : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return 1; // not written by zkwire
    }
  }

  private static Candidate candidate(ZNode node, boolean shared, boolean first) {
    byte[] data = node.data();
    JsonNode json = Text.parse(data == null || data.length > 4_096 ? null : data);
    String plain = json.isObject() ? Text.text(json, "id") : String.valueOf(node.text());
    return new Candidate(
        node.name(),
        uuid(node.name()),
        Text.hex(node.stat().getCzxid()),
        Text.text(json, "host"),
        json.path("pid").asLong(),
        plain.length() > 200 ? plain.substring(0, 200) : plain,
        shared,
        first,
        Instant.ofEpochMilli(node.stat().getCtime()));
  }

  /** {@code _c_<uuid>-latch-<seq>} and {@code <uuid>-<seq>}. */
  static String uuid(String name) {
    String rest = name.startsWith("_c_") ? name.substring(3) : name;
    int latch = rest.indexOf(LATCH);
    if (latch > 0) {
      return rest.substring(0, latch);
    }
    return rest.length() >= 36 ? rest.substring(0, 36) : rest;
  }
}
