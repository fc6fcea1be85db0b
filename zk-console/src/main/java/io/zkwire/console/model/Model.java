package io.zkwire.console.model;

import io.zkwire.Commands;
import io.zkwire.ParkedItem;
import io.zkwire.SentCommand;
import io.zkwire.console.tree.LazyNodes;
import io.zkwire.console.tree.LiveTree;
import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that operators see and do, for the web and the command line alike. Thread-safe. */
public final class Model implements AutoCloseable {

  /** What is kept by watches. Locks, queues, IDs and the audit are read when they are asked for. */
  static final List<String> FOLLOWED =
      List.of(
          "/config",
          "/members",
          "/operators",
          "/wishes",
          "/leaders",
          "/services",
          "/progress",
          "/progress-results",
          "/commands",
          "/zkwire/manifests",
          "/zkwire/instances",
          "/zkwire/version",
          "/zkwire/generation");

  private final ZkWire zk;
  private final TreeReader reader;
  private final Nodes nodes;
  private final @Nullable LiveTree live;
  private final Tasks tasks = new Tasks();
  private final Actions actions;
  private final ConfigChanges config;
  private final Tree tree;
  private final Derived<Catalog> catalog;

  private Model(ZkWire zk, @Nullable LiveTree live) {
    this.zk = zk;
    this.reader = new TreeReader(zk);
    this.live = live;
    this.nodes = live != null ? live : new LazyNodes(reader, FOLLOWED);
    this.catalog = new Derived<>(() -> new Catalog(nodes));
    Changes changes = new Changes(reader);
    this.config = new ConfigChanges(reader, changes, this::config, this::catalog);
    this.tree = new Tree(reader, this::catalog);
    this.actions = new Actions(reader, changes, tree::secret);
  }

  /**
   * A model that follows ZooKeeper; close it.
   *
   * @param zk the connection
   */
  public static Model live(ZkWire zk) {
    LiveTree tree = new LiveTree(zk, FOLLOWED);
    Model model = new Model(zk, tree);
    tree.onChange(
        changed -> {
          if (changed.contains(Catalog.MANIFESTS) || changed.contains(Catalog.INSTANCES)) {
            model.catalog.forget();
          }
        });
    tree.start();
    return model;
  }

  /**
   * A model that reads each part once.
   *
   * @param zk the connection
   */
  public static Model once(ZkWire zk) {
    return new Model(zk, null);
  }

  /** The tree that is followed; null for a model that reads once. */
  public @Nullable LiveTree tree() {
    return live;
  }

  /** The connection. */
  public ZkWire zk() {
    return zk;
  }

  /** How many requests were sent to read. */
  public long requests() {
    return reader.requests() + (live == null ? 0 : live.requests());
  }

  private Catalog catalog() {
    return catalog.get();
  }

  /** Whether what is shown follows ZooKeeper. */
  public boolean current() {
    return zk.state() == SessionState.CONNECTED && (live == null || live.current());
  }

  /** The servers, asked now: each may take a second to be silent. */
  public List<Servers.Row> servers() {
    return Servers.ask(zk.connectString());
  }

  /**
   * What an operator looks at first.
   *
   * @param servers the servers as they were asked last
   */
  public Overview overview(List<Servers.Row> servers) {
    List<Overview.Attention> attention = new ArrayList<>();
    if (!current()) {
      attention.add(
          new Overview.Attention(
              "ERROR", "No connection to ZooKeeper", "What is shown may be old.", "overview"));
    }
    for (Servers.Row server : servers) {
      if (server.mode().isEmpty()) {
        attention.add(
            new Overview.Attention(
                "WARNING", "Server " + server.address(), server.problem(), "overview"));
      }
    }
    List<Groups.Group> groups = groups().groups();
    for (Groups.Group group : groups) {
      if (group.unhealthy() > 0) {
        attention.add(
            new Overview.Attention(
                "ERROR",
                group.unhealthy() + " of " + group.members() + " unhealthy in " + group.group(),
                "Their health checks fail.",
                "members/" + group.group()));
      }
      if (group.offline() > 0) {
        attention.add(
            new Overview.Attention(
                "NOTE",
                group.offline() + " of " + group.members() + " off line in " + group.group(),
                "An operator has drained them.",
                "members/" + group.group()));
      }
    }
    for (Catalog.Instance instance : catalog().instances()) {
      for (String problem : instance.problems()) {
        attention.add(
            new Overview.Attention(
                "ERROR", instance.host() + " (" + instance.pid() + ")", problem, "overview"));
      }
    }
    for (ConfigView.Row row : config().behind()) {
      attention.add(
          new Overview.Attention(
              "NOTE",
              row.behind() + " of " + row.instances() + " still on an earlier " + row.key(),
              "Processes tell what they have loaded within about ten seconds.",
              "config/" + row.key()));
    }
    for (Services.Domain domain : services().domains("")) {
      if (domain.problems() > 0) {
        attention.add(
            new Overview.Attention(
                "WARNING",
                domain.problems() + " endpoints of " + domain.domain() + " cannot be called",
                "Their entries cannot be read, or they say that they are down.",
                "endpoints/" + domain.domain()));
      }
    }
    for (Tasks.Task task : tasks()) {
      if (task.died() > 0) {
        attention.add(
            new Overview.Attention(
                "WARNING",
                task.died() + " workers of " + task.task() + " died or failed",
                "",
                "progress/" + task.task()));
      }
    }
    List<String> leaderless = new ArrayList<>();
    List<Lines.Line> roles = leaders();
    for (Lines.Line role : roles) {
      if (role.candidates().isEmpty()) {
        leaderless.add(role.name());
        attention.add(
            new Overview.Attention(
                "WARNING", "Nobody stands for " + role.name(), "", "leaders/" + role.name()));
      }
    }
    attention.sort(java.util.Comparator.comparingInt(a -> rank(a.level())));
    ZNode generation = nodes.get("/zkwire/generation");
    return new Overview(
        current(),
        zk.chroot(),
        generation == null ? "" : String.valueOf(generation.text()),
        servers,
        catalog().instances().size(),
        config().count(),
        groups,
        roles.size(),
        leaderless,
        attention.size() > 200 ? List.copyOf(attention.subList(0, 200)) : attention);
  }

  private static int rank(String level) {
    return switch (level) {
      case "ERROR" -> 0;
      case "WARNING" -> 1;
      default -> 2;
    };
  }

  /** The configuration. */
  public ConfigView config() {
    return new ConfigView(nodes, catalog());
  }

  /** One key with all that is known of it. */
  public ConfigView.Detail key(String key) {
    String path = Names.keyPath(key);
    ZNode kept = live == null ? null : live.get(path);
    boolean read = live == null || (kept != null && kept.large());
    return config().detail(key, read ? reader.node(path) : kept);
  }

  /**
   * Sets a key.
   *
   * @param actor who
   * @param key the key
   * @param value the value
   * @param expected the version that was seen, 0 for none; null for whatever stands there
   * @param force whether to publish what does not fit its type
   * @return the version that was written
   */
  public String set(
      Actor actor, String key, String value, @Nullable String expected, boolean force) {
    return config.set(actor, key, Text.utf8(value), expected, force);
  }

  /** Sets a key to bytes. */
  public String set(
      Actor actor, String key, byte[] value, @Nullable String expected, boolean force) {
    return config.set(actor, key, value, expected, force);
  }

  /** Removes a key. */
  public void delete(Actor actor, String key, @Nullable String expected) {
    config.delete(actor, key, expected);
  }

  /** Publishes an earlier revision again. */
  public String rollBack(Actor actor, String key, String revision, @Nullable String expected) {
    return config.rollBack(actor, key, revision, expected);
  }

  /**
   * A revision of a key.
   *
   * @param version the transaction that wrote it; 0 where the key had no value
   * @param text the value; null where it is secret, binary or absent
   * @param bytes how long it is; -1 where the key had no value
   * @param modified when it was written
   * @param author who wrote it; null where that is not known
   * @param present whether it is the one that stands now
   * @param secret whether the value is not shown
   */
  public record Revision(
      String version,
      @Nullable String text,
      int bytes,
      Instant modified,
      @Nullable String author,
      boolean present,
      boolean secret) {}

  /** The revisions of a key, the present one first. */
  public List<Revision> history(String key) {
    boolean secret = catalog().secret(Names.keyPath(key));
    List<Revision> revisions = new ArrayList<>();
    for (ConfigChanges.Revision each : config.history(key, true)) {
      byte[] bytes = each.bytes();
      revisions.add(
          new Revision(
              each.version(),
              secret || bytes == null ? null : ZNode.text(bytes),
              bytes == null ? -1 : bytes.length,
              each.modified(),
              each.author(),
              each.present(),
              secret));
    }
    return revisions;
  }

  /**
   * What an export holds.
   *
   * @param zkwire the version of the format, 1
   * @param keys texts by key, or objects with {@code base64} for what is no text
   * @param omitted the keys that are left out since they are secret
   */
  public record Export(int zkwire, Map<String, Object> keys, List<String> omitted) {}

  /** All keys at or below a prefix, without secrets. */
  public Export export(String prefix) {
    Map<String, Object> keys = new LinkedHashMap<>();
    List<String> omitted = new ArrayList<>();
    for (ConfigView.Row row : config().list(prefix)) {
      ZNode node = nodes.get(row.path());
      if (row.secret()) {
        omitted.add(row.key());
      } else if (row.set() && node != null) {
        ZNode whole = node.large() ? reader.node(row.path()) : node;
        byte[] data = whole == null ? null : whole.data();
        if (data != null) {
          String text = ZNode.text(data);
          keys.put(
              row.key(),
              text != null ? text : Map.of("base64", Base64.getEncoder().encodeToString(data)));
        }
      }
    }
    return new Export(1, keys, omitted);
  }

  /**
   * What an import would do with a key, or did.
   *
   * @param key the key
   * @param change {@code ADD}, {@code CHANGE}, {@code SAME} or {@code REFUSED}
   * @param before the value that stands there; null where it is secret, binary or absent
   * @param after the value of the import
   * @param problem why it is refused; null if it is not
   */
  public record Import(
      String key,
      String change,
      @Nullable String before,
      @Nullable String after,
      @Nullable String problem) {}

  /**
   * Publishes the keys of an export, each by itself.
   *
   * @param actor who
   * @param values the values by key
   * @param dry whether only to tell what would be done
   */
  public List<Import> imports(Actor actor, Map<String, byte[]> values, boolean dry) {
    List<Import> done = new ArrayList<>();
    values.forEach(
        (key, value) -> {
          String text = ZNode.text(value);
          try {
            ConfigView.Detail now = key(key);
            ZNode node = reader.node(Names.keyPath(key));
            boolean same = node != null && java.util.Arrays.equals(node.data(), value);
            boolean secret = now.row().secret();
            String problem = text == null ? null : config().problem(key, text);
            String change =
                problem != null
                    ? "REFUSED"
                    : same ? "SAME" : now.version().equals("0") ? "ADD" : "CHANGE";
            if (!dry && problem == null && !same) {
              config.set(actor, key, value, ConfigView.version(node), false);
            }
            done.add(new Import(key, change, now.text(), secret ? null : text, problem));
          } catch (io.zkwire.ZkWireException e) {
            done.add(new Import(key, "REFUSED", null, null, e.getMessage()));
          }
        });
    return done;
  }

  /** Groups and members. */
  public Groups groups() {
    return new Groups(nodes);
  }

  /** What operators do beside configuration. */
  public Actions actions() {
    return actions;
  }

  /** The roles. */
  public List<Lines.Line> leaders() {
    return new Lines(nodes).leaders();
  }

  /** The locks and permits, read now. */
  public List<Lines.Line> locks() {
    return new Lines(reader.load(List.of("/locks", "/permits"))).locks();
  }

  /** The endpoints. */
  public Services services() {
    return new Services(nodes);
  }

  /** The tasks. */
  public List<Tasks.Task> tasks() {
    return tasks.tasks(nodes);
  }

  /** The commands. */
  public Orders orders() {
    return new Orders(nodes, catalog());
  }

  /** The queues, read now. */
  public List<Queues.Row> queues() {
    return new Queues(reader).list();
  }

  /** The items of a queue that were given up, read now. */
  public List<ParkedItem> parked(String queue) {
    return new Queues(reader).parked(queue);
  }

  /** The types of IDs, read now. */
  public List<Ids.Row> ids() {
    return new Ids(reader).list();
  }

  /** What operators did, read now. */
  public List<AuditLog.Row> audit() {
    return new AuditLog(reader).list();
  }

  /** A raw node, read now. */
  public Tree.Node node(String path, int offset, int limit) {
    return tree.node(path, offset, limit);
  }

  /** Looks for what will hurt. */
  public List<Doctor.Finding> doctor() {
    return new Doctor(reader, nodes, catalog()).look();
  }

  /**
   * Sends a command.
   *
   * @param actor who
   * @param channel the channel
   * @param command the command
   * @param arguments the arguments: JSON, or plain text where it is none
   * @param to the members; empty for all
   * @param leader the role whose leader shall carry it out; empty for members
   * @param deadline until when members may begin
   * @return what becomes of it; close it, and after it what sent it
   */
  public Sending send(
      Actor actor,
      String channel,
      String command,
      List<String> arguments,
      List<String> to,
      String leader,
      Duration deadline) {
    Orders orders = orders();
    for (Orders.Known known : orders.known()) {
      if (known.channel().equals(channel) && known.command().equals(command)) {
        check(orders, known, arguments);
      }
    }
    return actions.send(actor, channel, command, arguments, to, leader, deadline);
  }

  private static void check(Orders orders, Orders.Known known, List<String> arguments) {
    if (known.parameters().size() != arguments.size()) {
      throw new Refused(
          known.command()
              + " takes "
              + known.parameters()
              + ", not "
              + arguments.size()
              + " arguments",
          "Give one for each");
    }
    for (int i = 0; i < arguments.size(); i++) {
      String problem = orders.problem(known.parameters().get(i), arguments.get(i));
      if (problem != null) {
        throw new Refused(
            "argument "
                + (i + 1)
                + " of "
                + known.command()
                + " does not fit "
                + known.parameters().get(i)
                + ": "
                + problem,
            "Give a value of its type");
      }
    }
  }

  /** A command on its way, with the handle that sent it. */
  public record Sending(SentCommand sent, Commands handle) implements AutoCloseable {
    @Override
    public void close() {
      sent.close();
      handle.close();
    }
  }

  @Override
  public void close() {
    if (live != null) {
      live.close();
    }
  }
}
