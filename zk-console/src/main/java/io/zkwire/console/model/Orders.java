package io.zkwire.console.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.ZNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Channels, the commands that their members know, and those that were sent. Thread-safe. */
public final class Orders {

  static final String ROOT = "/commands";

  private final Nodes nodes;
  private final Groups groups;
  private final Catalog catalog;

  Orders(Nodes nodes, Catalog catalog) {
    this.nodes = nodes;
    this.groups = new Groups(nodes);
    this.catalog = catalog;
  }

  /** A command that members carry out, as their manifests say. */
  public record Known(
      String channel, String command, List<String> parameters, String result, String doc) {}

  /** What one member makes of a command. */
  public record Ack(String member, String state, String result, String error) {}

  /**
   * A command that was sent.
   *
   * @param channel the channel
   * @param id the name of its node
   * @param command the command
   * @param arguments its arguments, as JSON
   * @param leader the role whose leader shall carry it out; empty for members
   * @param sent when it was sent, by ZooKeeper's clock
   * @param expires until when members may begin
   * @param expected how many shall answer
   * @param done how many carried it out
   * @param failed how many failed, died or were too late
   * @param acks what is known of each addressee
   */
  public record Sent(
      String channel,
      String id,
      String command,
      JsonNode arguments,
      String leader,
      Instant sent,
      Instant expires,
      int expected,
      int done,
      int failed,
      List<Ack> acks) {

    /** The same with the first of its answers only. */
    public Sent head(int most) {
      return new Sent(
          channel,
          id,
          command,
          arguments,
          leader,
          sent,
          expires,
          expected,
          done,
          failed,
          Page.head(acks, most));
    }
  }

  /** The channels: groups with members, and those that commands were sent to. */
  public List<String> channels() {
    TreeSet<String> names = new TreeSet<>();
    nodes.children(ROOT).forEach(node -> names.add(node.name()));
    nodes.children(Groups.MEMBERS).forEach(node -> names.add(node.name()));
    return List.copyOf(names);
  }

  /** The commands that are known, by channel and name. */
  public List<Known> known() {
    Map<String, Known> known = new TreeMap<>();
    for (Manifest manifest : catalog.manifests()) {
      for (Manifest.Command command : manifest.commands()) {
        known.put(
            command.channel() + "/" + command.name(),
            new Known(
                command.channel(),
                command.name(),
                command.parameters(),
                command.result(),
                command.doc()));
      }
    }
    return List.copyOf(known.values());
  }

  /**
   * A command that shall be sent.
   *
   * @param channel the channel
   * @param command the command
   * @param arguments the arguments: JSON, or plain text where it is none
   * @param to the members; empty for all
   * @param leader the role whose leader shall carry it out; empty for members
   * @param deadline until when members may begin
   */
  public record Order(
      String channel,
      String command,
      List<String> arguments,
      List<String> to,
      String leader,
      Duration deadline) {}

  /** Refuses arguments that do not fit a command that is known; others may be known to members. */
  void requireFit(Order order) {
    for (Known known : known()) {
      if (known.channel().equals(order.channel()) && known.command().equals(order.command())) {
        requireFit(known, order.arguments());
      }
    }
  }

  private void requireFit(Known known, List<String> arguments) {
    List<String> types = known.parameters();
    if (types.size() != arguments.size()) {
      throw new Refused(
          known.command() + " takes " + types + ", not " + arguments.size() + " arguments",
          "Give one for each");
    }
    for (int i = 0; i < arguments.size(); i++) {
      String problem = ValueTypes.problem(types.get(i), arguments.get(i), catalog.schemas());
      if (problem != null) {
        String argument = "argument " + (i + 1) + " of " + known.command();
        throw new Refused(
            argument + " does not fit " + types.get(i) + ": " + problem,
            "Give a value of its type");
      }
    }
  }

  /**
   * The commands that stand in ZooKeeper, the youngest first.
   *
   * @param channel the channel; empty for all
   */
  public List<Sent> sent(String channel) {
    List<Sent> all = new ArrayList<>();
    for (ZNode root : nodes.children(ROOT)) {
      if (channel.isEmpty() || root.name().equals(channel)) {
        for (ZNode node : nodes.children(root.path())) {
          if (node.name().startsWith("cmd-")) {
            all.add(sent(root.name(), node));
          }
        }
      }
    }
    all.sort(Comparator.comparing(Sent::sent).reversed().thenComparing(Sent::id));
    return all;
  }

  /**
   * One command that was sent.
   *
   * @param channel the channel
   * @param id the name of its node
   */
  public Sent sent(String channel, String id) {
    String path = ROOT + "/" + Names.segment("the channel", channel) + "/" + id;
    ZNode node = id.startsWith("cmd-") && id.indexOf('/') < 0 ? nodes.get(path) : null;
    if (node == null) {
      throw Refused.missing("the command " + id, "Commands are kept for some minutes");
    }
    return sent(channel, node);
  }

  private Sent sent(String channel, ZNode node) {
    JsonNode json = Text.parse(node.data());
    Instant sent = Instant.ofEpochMilli(node.stat().getCtime());
    Instant expires = sent.plusMillis(Math.max(0, json.path("ttl").asLong()));
    Map<String, Ack> acks = new TreeMap<>();
    String silent = expires.isBefore(Instant.now()) ? "EXPIRED" : "PENDING";
    json.path("to").forEach(to -> acks.put(to.asText(), new Ack(to.asText(), silent, "", "")));
    for (ZNode ack : nodes.children(node.path() + "/acks")) {
      JsonNode told = Text.parse(ack.data());
      String state = Text.text(told, "state");
      JsonNode result = told.path("result");
      boolean gone = state.equals("RECEIVED") && !groups.present(channel, ack.name());
      acks.put(
          ack.name(),
          new Ack(
              ack.name(),
              gone ? "DIED" : state.isEmpty() ? "UNREADABLE" : state,
              result.isMissingNode() || result.isNull() ? "" : cut(result.toString()),
              Text.text(told, "error")));
    }
    String leader = Text.text(json, "leader");
    int done = (int) acks.values().stream().filter(ack -> ack.state().equals("DONE")).count();
    int open =
        (int)
            acks.values().stream()
                .filter(ack -> ack.state().equals("PENDING") || ack.state().equals("RECEIVED"))
                .count();
    return new Sent(
        channel,
        node.name(),
        Text.text(json, "command"),
        json.path("arguments"),
        leader,
        sent,
        expires,
        leader.isEmpty() ? acks.size() : 1,
        done,
        acks.size() - done - open,
        List.copyOf(acks.values()));
  }

  private static String cut(String text) {
    return text.length() > 4_096 ? text.substring(0, 4_096) + "…" : text;
  }
}
