package io.zkwire.console.model;

import io.zkwire.ParkedItem;
import io.zkwire.console.tree.LazyNodes;
import io.zkwire.console.tree.LiveTree;
import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import java.util.List;
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
  private final History history;
  private final ConfigChanges configChanges;
  private final Transfer transfer;
  private final Whole whole;
  private final RawChanges rawChanges;
  private final Tree tree;
  private final Derived<Catalog> catalog;

  private Model(ZkWire zk, @Nullable LiveTree live) {
    this.zk = zk;
    this.reader = new TreeReader(zk);
    this.live = live;
    this.nodes = live != null ? live : new LazyNodes(reader, FOLLOWED);
    this.catalog = new Derived<>(() -> new Catalog(nodes));
    Changes changes = new Changes(reader);
    this.history = new History(reader, changes);
    this.configChanges = new ConfigChanges(reader, changes, history, this::config);
    this.whole = new Whole(reader);
    this.transfer = new Transfer(reader, nodes, whole, this::config, configChanges);
    this.tree = new Tree(reader, this::catalog);
    this.rawChanges = new RawChanges(reader, changes, tree::secret);
    this.actions = new Actions(reader, changes, this::orders);
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
    List<Groups.Group> groups = groups().groups();
    List<Lines.Line> roles = leaders();
    List<String> leaderless =
        roles.stream().filter(role -> role.candidates().isEmpty()).map(Lines.Line::name).toList();
    Unwell unwell = new Unwell();
    if (!current()) {
      unwell.disconnected();
    }
    unwell.servers(servers);
    unwell.groups(groups);
    unwell.instances(catalog().instances());
    unwell.behind(config().behind());
    unwell.domains(services().domains(""));
    unwell.tasks(tasks());
    unwell.leaderless(leaderless);
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
        unwell.worstFirst());
  }

  /** The configuration. */
  public ConfigView config() {
    return new ConfigView(nodes, catalog());
  }

  /** One key with all that is known of it. */
  public ConfigView.Detail key(String key) {
    String path = Names.keyPath(key);
    return config().detail(key, live == null ? reader.node(path) : whole.of(live.get(path)));
  }

  /** The processes that are connected. */
  public Processes processes() {
    return new Processes(catalog());
  }

  /** Publishes configuration. */
  public ConfigChanges configChanges() {
    return configChanges;
  }

  /** The revisions of a key, the present one first. */
  public List<Revision> history(String key) {
    boolean secret = catalog().secret(Names.keyPath(key));
    return history.of(key).stream().map(each -> Revision.of(each, secret)).toList();
  }

  /** Exports and imports. */
  public Transfer transfer() {
    return transfer;
  }

  /** Groups and members. */
  public Groups groups() {
    return new Groups(nodes);
  }

  /** Writes raw nodes. */
  public RawChanges rawChanges() {
    return rawChanges;
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

  @Override
  public void close() {
    if (live != null) {
      live.close();
    }
  }
}
