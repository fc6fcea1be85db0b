package io.zkwire.console.tree;

import io.zkwire.Registration;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some parts of the tree, kept by one recursive watch each. What is read depends on what changes,
 * never on how many look. Thread-safe.
 *
 * <p>Changes are read together: those within {@value #QUIET_MILLIS} ms cost one request. After the
 * connection was lost all is read again and compared, since watches do not replay what happened.
 */
public final class LiveTree implements Nodes, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveTree.class);
  private static final long QUIET_MILLIS = 20;
  private static final long RETRY_MILLIS = 1_000;

  private final ZkWire zk;
  private final TreeReader reader;
  private final List<String> roots;
  private final NodeMap nodes = new NodeMap();
  private final Due due = new Due();
  private final RootWatches watches;
  private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
  private final Registration states;
  private final Thread worker;
  private volatile boolean current;

  /**
   * Begins to follow some parts.
   *
   * @param zk the connection
   * @param roots the paths of the topmost nodes
   */
  public LiveTree(ZkWire zk, List<String> roots) {
    this.zk = zk;
    this.reader = new TreeReader(zk);
    this.roots = List.copyOf(roots);
    this.watches = new RootWatches(reader, this.roots, this::event);
    this.worker = new Thread(this::run, "zkwire-console-tree");
    this.worker.setDaemon(true);
    this.states = zk.onState(this::state);
  }

  /** Starts, and waits until all is read. */
  public LiveTree start() {
    resync();
    worker.start();
    return this;
  }

  @Override
  public @Nullable ZNode get(String path) {
    return nodes.get(path);
  }

  @Override
  public List<ZNode> children(String path) {
    return nodes.children(path);
  }

  @Override
  public List<ZNode> below(String path) {
    return nodes.below(path);
  }

  /** Whether what is here follows ZooKeeper at this moment. */
  public boolean current() {
    return current && zk.state() == SessionState.CONNECTED;
  }

  /** How many requests were sent so far. */
  public long requests() {
    return reader.requests();
  }

  /**
   * Tells of changes.
   *
   * @param listener called on the tree's thread with the roots below which something changed; it
   *     must not wait
   * @return ends it
   */
  public Registration onChange(Consumer<Set<String>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void state(SessionState state) {
    if (state == SessionState.CONNECTED) {
      due.all();
    } else {
      current = false;
      tell(Set.of("/"));
    }
  }

  /** On ZooKeeper's thread: nothing is done here. */
  private void event(WatchedEvent event) {
    String path = event.getPath();
    if (event.getType() == Watcher.Event.EventType.None || path == null) {
      return;
    }
    due.add(reader.logical(path));
  }

  private void run() {
    try {
      Due.Work work = due.take(QUIET_MILLIS);
      while (work != null) {
        read(work);
        work = due.take(QUIET_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void read(Due.Work work) throws InterruptedException {
    try {
      if (work.all()) {
        resync();
      } else {
        refresh(work.paths());
      }
    } catch (RuntimeException e) {
      current = false;
      LOG.info("The tree could not be read, and is read again: {}", e.getMessage());
      due.all();
      if (due.pause(RETRY_MILLIS)) {
        LOG.debug("Closed meanwhile");
      }
    }
  }

  /** Watches first: what changes while all is read is read once more. */
  private void resync() {
    watches.set();
    Set<String> changed = new TreeSet<>();
    for (String root : roots) {
      NodeMap found = new NodeMap();
      reader.subtree(root, found, path -> true);
      boolean any = nodes.retain(root, found);
      for (ZNode node : found.all()) {
        any |= differs(nodes.put(node), node);
      }
      if (any) {
        changed.add(root);
      }
    }
    current = true;
    changed.add("/"); // the connection
    tell(changed);
  }

  private static boolean differs(@Nullable ZNode before, ZNode now) {
    return before == null
        || before.stat().getMzxid() != now.stat().getMzxid()
        || before.stat().getCzxid() != now.stat().getCzxid()
        || before.readable() != now.readable();
  }

  private void refresh(List<String> paths) {
    var found = reader.nodes(paths, ZNode.MOST_KEPT);
    Set<String> changed = new TreeSet<>();
    for (String path : paths) {
      ZNode now = found.get(path);
      boolean any = now == null ? nodes.remove(path) : differs(nodes.put(now), now);
      if (any) {
        changed.add(rootOf(path));
      }
    }
    if (!changed.isEmpty()) {
      tell(changed);
    }
  }

  private String rootOf(String path) {
    for (String root : roots) {
      if (Nodes.within(path, root)) {
        return root;
      }
    }
    return "/";
  }

  private void tell(Set<String> changed) {
    for (Consumer<Set<String>> listener : listeners) {
      try {
        listener.accept(changed);
      } catch (RuntimeException e) {
        LOG.warn("A listener of the tree failed", e);
      }
    }
  }

  @Override
  public void close() {
    states.close();
    due.end();
    worker.interrupt();
    if (zk.state() == SessionState.CONNECTED) {
      watches.remove();
    }
  }
}
