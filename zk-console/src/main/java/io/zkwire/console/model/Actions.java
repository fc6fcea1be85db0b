package io.zkwire.console.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.zkwire.CommandOrder;
import io.zkwire.Commands;
import io.zkwire.SentCommand;
import io.zkwire.WorkQueue;
import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.jspecify.annotations.Nullable;

/**
 * What operators do beside configuration. Every change compares with what was seen, and is recorded
 * in the audit. Thread-safe.
 */
public final class Actions {

  private static final int TRIES = 5;

  private final TreeReader reader;
  private final Changes changes;
  private final Supplier<Orders> orders;

  Actions(TreeReader reader, Changes changes, Supplier<Orders> orders) {
    this.reader = reader;
    this.changes = changes;
    this.orders = orders;
  }

  /**
   * Wants a member, or all of a group, on line or off line.
   *
   * @param actor who
   * @param group the group
   * @param id the member; empty for all
   * @param wish {@code ONLINE}, {@code OFFLINE}, or empty to take back what is wanted
   * @param expected the version of the wish that was seen, -1 for none; null for whatever is there
   */
  public void want(Actor actor, String group, String id, String wish, @Nullable Integer expected) {
    if (!List.of("ONLINE", "OFFLINE", "").contains(wish)) {
      throw new Refused("'" + wish + "' is no wish", "Want ONLINE or OFFLINE, or nothing");
    }
    String path =
        Groups.OPERATORS
            + "/"
            + Names.segment("the group", group)
            + (id.isEmpty() ? "" : "/" + Names.segment("the member", id));
    byte[] data = wish.isEmpty() ? null : Text.utf8(wish);
    write(
        actor,
        "members." + (wish.isEmpty() ? "forget" : wish.toLowerCase(java.util.Locale.ROOT)),
        group + (id.isEmpty() ? "" : "/" + id),
        path,
        data,
        expected);
  }

  /**
   * Asks a leader to resign. The node is never deleted: a wish names it, and its process obeys.
   *
   * @param actor who
   * @param role the role
   * @param uuid the UUID of the node that shall resign; empty for whoever leads now
   * @return the UUID that the wish names
   */
  public String resign(Actor actor, String role, String uuid) {
    Names.segment("the role", role);
    List<Lines.Line> lines =
        new Lines(reader.load(List.of("/leaders/" + role))).one("/leaders", role);
    Lines.Candidate holder =
        lines.isEmpty()
            ? null
            : lines.get(0).candidates().stream()
                .filter(Lines.Candidate::first)
                .findFirst()
                .orElse(null);
    if (holder == null) {
      throw Refused.missing("a leader of " + role, "See who stands for it");
    }
    if (!uuid.isEmpty() && !uuid.equals(holder.uuid())) {
      throw Conflict.at("the leader of " + role, holder.uuid(), holder);
    }
    String path = "/wishes/resign/" + role;
    ZNode old = reader.node(path);
    changes.ensure("/wishes/resign");
    List<CuratorOp> ops = new ArrayList<>();
    ops.add(changes.check("/leaders/" + role + "/" + holder.node(), -1));
    byte[] data = Text.utf8(holder.uuid());
    ops.add(
        old == null
            ? changes.create(path, data)
            : changes.set(path, data, old.stat().getVersion()));
    try {
      changes.make(Changes.Deed.of(actor, "leaders.resign", role).to(data), ops);
    } catch (Changes.Failed e) {
      throw Conflict.unknown("the leader of " + role);
    }
    return holder.uuid();
  }

  /**
   * Changes the static record of a domain.
   *
   * @param actor who
   * @param domain the domain
   * @param from the address that is replaced or removed; empty to add
   * @param to the address that is put in its place; empty to remove
   * @param expected the version of the record that was seen, -1 for none; null for any
   */
  public void endpoint(
      Actor actor, String domain, String from, String to, @Nullable Integer expected) {
    String path = Services.ROOT + "/" + Names.segment("the domain", domain);
    String problem = to.isEmpty() ? null : Services.addressProblem(to);
    if (problem != null) {
      throw new Refused("'" + to + "' is no address: " + problem, "Give host:port");
    }
    String action = from.isEmpty() ? "add" : to.isEmpty() ? "remove" : "change";
    for (int i = 0; i < TRIES; i++) {
      ZNode node = reader.node(path);
      compare(domain, node, expected);
      List<String> entries = new ArrayList<>(Services.entries(node));
      if (from.isEmpty()) {
        if (entries.contains(to)) {
          throw new Refused(to + " is in " + domain + " already", "Nothing is to be done");
        }
        entries.add(to);
      } else if (!entries.contains(from)) {
        throw Refused.missing(from + " in " + domain, "List its static endpoints");
      } else if (to.isEmpty()) {
        entries.remove(from);
      } else {
        entries.set(entries.indexOf(from), to);
      }
      byte[] data = Text.utf8(String.join(",", entries));
      if (made(actor, "endpoints." + action, domain, path, data, node)) {
        return;
      }
    }
    throw Conflict.unknown(domain);
  }

  /**
   * Records what is about to be done elsewhere than in ZooKeeper.
   *
   * @param actor who
   * @param action what, such as {@code accounts.set}
   * @param target what to
   */
  public void record(Actor actor, String action, String target) {
    changes.announce(Changes.Deed.of(actor, action, target));
  }

  private static void compare(String what, @Nullable ZNode node, @Nullable Integer expected) {
    int found = node == null ? -1 : node.stat().getVersion();
    if (expected != null && expected != found) {
      throw Conflict.at(what, Integer.toString(found), node == null ? null : node.text());
    }
  }

  private void write(
      Actor actor,
      String action,
      String target,
      String path,
      byte @Nullable [] data,
      @Nullable Integer expected) {
    for (int i = 0; i < TRIES; i++) {
      ZNode node = reader.node(path);
      compare(target, node, expected);
      if (node == null && data == null) {
        return; // nothing is wanted already
      }
      if (made(actor, action, target, path, data, node)) {
        return;
      }
    }
    throw Conflict.unknown(target);
  }

  /** Whether it was made; not if somebody else was quicker. */
  private boolean made(
      Actor actor,
      String action,
      String target,
      String path,
      byte @Nullable [] data,
      @Nullable ZNode node) {
    List<CuratorOp> ops = new ArrayList<>();
    if (node == null) {
      changes.ensure(path.substring(0, path.lastIndexOf('/')));
      ops.add(changes.create(path, data));
    } else if (data == null && node.stat().getNumChildren() == 0) {
      ops.add(changes.delete(path, node.stat().getVersion()));
    } else {
      ops.add(changes.set(path, data == null ? new byte[0] : data, node.stat().getVersion()));
    }
    Changes.Deed deed =
        Changes.Deed.of(actor, action, target).from(node == null ? null : node.data()).to(data);
    try {
      changes.make(deed, ops);
      return true;
    } catch (Changes.Failed e) {
      return false;
    }
  }

  /** A command on its way, with the handle that sent it. Close it. */
  public record Sending(SentCommand sent, Commands handle) implements AutoCloseable {
    @Override
    public void close() {
      sent.close();
      handle.close();
    }
  }

  /**
   * Sends a command, if its arguments fit what members say that it takes.
   *
   * @param actor who
   * @param order what, and to whom
   * @return what becomes of it
   */
  public Sending send(Actor actor, Orders.Order order) {
    orders.get().requireFit(order);
    String channel = Names.segment("the channel", order.channel());
    Commands commands = reader.zk().commands(channel);
    try {
      CommandOrder prepared =
          !order.leader().isEmpty()
              ? commands.toLeader(order.leader())
              : order.to().isEmpty() ? commands.toAll() : commands.to(order.to());
      Object[] values = order.arguments().stream().map(Actions::value).toArray();
      changes.announce(
          Changes.Deed.of(actor, "commands.send", channel + "/" + order.command())
              .to(Text.json(order.arguments())));
      return new Sending(prepared.within(order.deadline()).send(order.command(), values), commands);
    } catch (RuntimeException e) {
      commands.close();
      throw e;
    }
  }

  private static JsonNode value(String text) {
    try {
      JsonNode json = Text.JSON.readTree(text);
      return json == null || json.isMissingNode() || json.isNull() ? TextNode.valueOf(text) : json;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text); // a plain text
    }
  }

  /**
   * Puts a parked item back, or removes it for good.
   *
   * @param actor who
   * @param queue the queue
   * @param id the item
   * @param retry whether to put it back
   */
  public void parked(Actor actor, String queue, String id, boolean retry) {
    WorkQueue<Object> handle = reader.zk().queue(Names.segment("the queue", queue), Object.class);
    if (handle.parked().stream().noneMatch(item -> item.id().equals(id))) {
      throw Refused.missing("the item " + id, "List the parked items of " + queue);
    }
    changes.announce(
        Changes.Deed.of(actor, retry ? "queues.retry" : "queues.drop", queue + "/" + id));
    if (!(retry ? handle.retry(id) : handle.drop(id))) {
      throw Conflict.unknown("the item " + id);
    }
  }
}
