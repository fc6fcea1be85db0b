package io.zkwire.runtime.barrier;

import io.zkwire.BarrierBrokenException.Reason;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * One party of a barrier: stands in a generation, sees to it that the generation is decided, and
 * goes by what was decided. Events only make it look again; what it does follows from what it sees,
 * so that an event too many does no harm. Thread-safe.
 */
final class Party {

  private static final String ENTERED = "e-";
  private static final String LEAVING = "l-";
  private static final long REST_MILLIS = 100;

  private final Session session;
  private final Root root;
  private final Leftovers leftovers;
  private final Watcher watcher = this::changed;
  private String uuid = UUID.randomUUID().toString();
  private long number;
  private int rootVersion;
  private long refused; // the generation that was found decided last
  private @Nullable String entered;
  private @Nullable String leaving;
  private boolean leaves;
  private boolean stands;
  private boolean standing;
  private boolean unsure; // whether nodes stand of which no answer has told
  private boolean over;
  private int attempt; // of joining a generation, or of leaving it; earlier answers do not count
  private final Set<String> seen = new HashSet<>();
  private final Decision decision;
  private final Neighbours neighbours;
  private @Nullable Reason breaking;
  private CompletableFuture<Generation> outcome = new CompletableFuture<>();

  Party(Session session, Root root, Leftovers leftovers) {
    this.session = session;
    this.root = root;
    this.leftovers = leftovers;
    this.decision = new Decision(session, root, this);
    this.neighbours = new Neighbours(session, watcher, this::lookAgain);
  }

  private Requests requests() {
    return session.requests();
  }

  private String path() {
    return root.generation(number);
  }

  synchronized long number() {
    return number;
  }

  /** Enters; completes with what was decided. */
  synchronized CompletableFuture<Generation> enter() {
    join();
    return outcome;
  }

  /** Leaves, after it has passed; completes with what was decided. */
  synchronized CompletableFuture<Generation> leave() {
    leaves = true;
    stands = false;
    over = false;
    neighbours.forget();
    breaking = null;
    outcome = new CompletableFuture<>();
    attempt++;
    stand(LEAVING, 1);
    return outcome;
  }

  /** This party does not wait any longer: nobody passes, unless that is decided already. */
  synchronized void giveUp(Reason why) {
    if (outcome.isDone() || breaking != null) {
      return;
    }
    breaking = why;
    if (stands) {
      breakIt(why);
    }
  }

  /** Its nodes are not needed any more. */
  synchronized void end() {
    over = true;
    outcome.cancel(false);
    leftovers.ends(this);
    if (unsure) {
      leftovers.sweep(path(), uuid);
    } else {
      leftovers.delete(path(), uuid, Stream.of(entered, leaving).filter(Objects::nonNull).toList());
    }
    entered = null;
    leaving = null;
    unsure = false;
  }

  /** The {@code ZkWire} is closed; its nodes go with the session. */
  synchronized void fail(ZkWireException e) {
    outcome.completeExceptionally(e);
  }

  /** ZooKeeper refuses: this party can do nothing. */
  synchronized void failed(Throwable e, String what) {
    outcome.completeExceptionally(Failures.translate(e, what, root.path()));
  }

  /** The connection is there again: nothing is known of what was asked for before. */
  synchronized void connected(boolean newSession) {
    neighbours.forget();
    unsure |= newSession && (entered != null || leaving != null);
    if (outcome.isDone()) {
      return;
    }
    if (stands) {
      Reason why = breaking;
      if (why != null) {
        breakIt(why); // nobody may have heard of it
      }
      look(true);
    } else if (number > 0 && standing) {
      findOwn(newSession);
    } else if (!leaves) {
      join();
    }
  }

  private void join() {
    standing = false;
    int of = ++attempt;
    requests().get(root.path()).whenComplete((node, e) -> rooted(of, node, e));
  }

  private synchronized void rooted(int of, @Nullable Node node, @Nullable Throwable e) {
    if (outcome.isDone() || of != attempt || (e != null && Failures.connectionLost(e))) {
      return;
    }
    if (e != null) {
      failed(e, "read");
    } else if (node == null) {
      create(of);
    } else if (leftovers.any(root)) {
      retryLater(of); // an earlier party of this process would be counted beside this one
    } else {
      rootVersion = node.stat().getVersion();
      try {
        number = root.current(node.data());
      } catch (ZkWireException conflict) {
        fail(conflict);
        return;
      }
      stand(ENTERED, 0);
    }
  }

  private void create(int of) {
    requests()
        .ensure("/barriers")
        .thenCompose(there -> requests().multi(root.create(requests())))
        .whenComplete(
            (made, e) -> {
              if (e == null || Failures.code(e) == Code.NODEEXISTS) {
                retry(of);
              } else if (!Failures.connectionLost(e)) {
                failed(e, "create");
              }
            });
  }

  private synchronized void retry(int of) {
    if (!outcome.isDone() && of == attempt) {
      join();
    }
  }

  private void retryLater(int of) {
    leftovers.connected();
    session.later(() -> retry(of), REST_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Puts its node into the generation, which must not have been decided. */
  private void stand(String prefix, int version) {
    standing = true;
    byte[] label = session.label().getBytes(StandardCharsets.UTF_8);
    List<Op> ops =
        List.of(
            Op.check(requests().real(path()), version),
            requests()
                .create(
                    path() + "/" + prefix + uuid + "-", label, CreateMode.EPHEMERAL_SEQUENTIAL));
    int of = attempt;
    requests().multi(ops).whenComplete((made, e) -> stood(of, made, e));
  }

  private synchronized void stood(int of, @Nullable List<OpResult> made, @Nullable Throwable e) {
    if (of != attempt) {
      return;
    }
    if (e != null && Failures.connectionLost(e)) {
      unsure = true; // asked when the connection is back
      if (over) {
        end();
      }
      return;
    }
    if (made != null && made.get(1) instanceof OpResult.CreateResult created) {
      stoodAs(created.getPath().substring(created.getPath().lastIndexOf('/') + 1));
    } else if (leaves) {
      stands = true;
      look(true); // decided already, or gone
    } else if (e != null && Failures.code(e) == Code.NONODE) {
      requests()
          .createNode(path(), Generation.open().bytes(), CreateMode.PERSISTENT)
          .whenComplete((stat, no) -> madeGeneration(of, no));
    } else if (e != null && Failures.code(e) == Code.BADVERSION) {
      refused();
    } else if (e != null) {
      failed(e, "create");
    }
  }

  private void madeGeneration(int of, @Nullable Throwable e) {
    if (e == null || Failures.code(e) == Code.NODEEXISTS) {
      retry(of);
    } else if (!Failures.connectionLost(e)) {
      failed(e, "create");
    }
  }

  /**
   * The generation was decided in between, and the root names the next one. Where it does not, a
   * stranger has written the generation, and nobody would ever enter it: it is passed over.
   */
  private void refused() {
    if (refused != number) {
      refused = number;
      retryUnlessGivenUp();
      return;
    }
    standing = false;
    int of = attempt;
    decision.passOver(number, rootVersion, () -> retryLater(of));
  }

  /** The generation was decided in between: the next one is entered. */
  private void retryUnlessGivenUp() {
    Reason why = breaking;
    if (why != null) {
      outcome.complete(Generation.open().broken(why, session.label()));
    } else if (!outcome.isDone()) {
      join();
    }
  }

  private void stoodAs(String node) {
    if (leaves) {
      leaving = node;
    } else {
      entered = node;
      seen.clear();
      leftovers.stands(this);
    }
    unsure = false;
    if (outcome.isDone()) {
      end(); // nobody waits any longer
      return;
    }
    stands = true;
    Reason why = breaking;
    if (why != null) {
      breakIt(why);
    } else {
      look(true);
    }
  }

  /** Whether the node was made whose answer was lost. */
  private void findOwn(boolean newSession) {
    String prefix = (leaves ? LEAVING : ENTERED) + uuid;
    requests()
        .children(path())
        .whenComplete(
            (listing, e) -> {
              if (e == null) {
                foundOwn(listing, prefix, newSession);
              } else if (!Failures.connectionLost(e)) {
                failed(e, "list");
              }
            });
  }

  private synchronized void foundOwn(@Nullable Listing listing, String prefix, boolean newSession) {
    if (outcome.isDone() || stands) {
      return;
    }
    String own =
        listing == null
            ? null
            : listing.names().stream()
                .filter(each -> each.startsWith(prefix))
                .findFirst()
                .orElse(null);
    if (own != null && !newSession) {
      stoodAs(own);
    } else if (leaves) {
      stand(LEAVING, 1);
    } else {
      if (own != null) {
        leftovers.sweep(path(), uuid); // of the old session, which the servers have not given up
      }
      lookWhetherPassed();
    }
  }

  /** Its node may have been made, and counted, before it went with its session. */
  private void lookWhetherPassed() {
    requests()
        .get(path())
        .whenComplete(
            (node, e) -> {
              if (e != null) {
                if (!Failures.connectionLost(e)) {
                  failed(e, "read");
                }
                return;
              }
              synchronized (this) {
                Generation found = node == null ? Generation.open() : Generation.parse(node.data());
                if (isMember(found)) {
                  outcome.complete(found);
                } else if (!outcome.isDone()) {
                  uuid = UUID.randomUUID().toString();
                  unsure = false;
                  retryUnlessGivenUp();
                }
              }
            });
  }

  private void changed(WatchedEvent event) {
    if (event.getType() == EventType.None) {
      return;
    }
    synchronized (this) {
      neighbours.told(event);
      if (stands && !outcome.isDone()) {
        look(false);
      }
    }
  }

  /** Looks how the generation is. */
  private void look(boolean watching) {
    CompletableFuture<@Nullable Node> state = requests().get(path(), watching ? watcher : null);
    int of = attempt;
    requests()
        .children(path())
        .thenCombine(state, (listing, node) -> seen(of, listing, node))
        .whenComplete(
            (done, e) -> {
              if (e != null && !Failures.connectionLost(e)) {
                failed(e, "read");
              }
            });
  }

  private synchronized Boolean seen(int of, @Nullable Listing listing, @Nullable Node node) {
    if (outcome.isDone() || !stands || of != attempt) {
      return false; // of a look that was sent before it went on to the next generation
    }
    if (listing == null || node == null) {
      outcome.complete(Generation.open().broken(Reason.UNKNOWN, ""));
      return false;
    }
    Generation now = Generation.parse(node.data());
    if (leaves) {
      seenLeaving(now, node.stat().getVersion(), listing);
    } else {
      seenEntering(now, node.stat().getVersion(), listing);
    }
    return true;
  }

  private void seenEntering(Generation now, int version, Listing listing) {
    String own = String.valueOf(entered);
    if ((version == 0) != (now.state() == Generation.State.OPEN)) {
      if (version == 0) {
        breakIt(Reason.UNKNOWN); // made by a stranger
      } else {
        outcome.complete(Generation.open().broken(Reason.UNKNOWN, "")); // written by one
      }
      return;
    }
    if (now.state() != Generation.State.OPEN) {
      if (now.isPassed() && !isMember(now)) {
        stands = false;
        leftovers.delete(path(), uuid, List.of(own));
        entered = null;
        retryUnlessGivenUp(); // one too many: it belongs to the next one
      } else {
        outcome.complete(now);
      }
      return;
    }
    List<String> members = Root.standing(listing, ENTERED);
    seen.add(own);
    boolean allStand = members.containsAll(seen);
    seen.addAll(members);
    if (!allStand) {
      breakIt(Reason.DEATH); // somebody has gone, ourselves perhaps
      return;
    }
    List<String> parties = Root.onceEach(members);
    if (parties.size() >= root.parties()) {
      decision.passed(number, parties.subList(0, root.parties()));
    } else {
      neighbours.watch(path(), listing, members, own);
    }
  }

  /** By its UUID: it may stand twice. */
  private boolean isMember(Generation passed) {
    return passed.members().stream().anyMatch(each -> each.startsWith(ENTERED + uuid));
  }

  private void seenLeaving(Generation now, int version, Listing listing) {
    if (now.state() != Generation.State.PASSED) {
      outcome.complete(now);
      return;
    }
    if (version != 1) {
      outcome.complete(now.broken(Reason.UNKNOWN, "")); // written by a stranger
      return;
    }
    List<String> gone = Root.standing(listing, LEAVING);
    List<String> parties = Root.onceEach(gone);
    if (!listing.names().containsAll(now.members())) {
      decision.leaving(number, now.broken(Reason.DEATH, session.label()), List.of());
    } else if (parties.size() >= root.parties()) {
      decision.leaving(number, now.left(session.label()), parties.subList(0, root.parties()));
    } else {
      neighbours.watch(path(), listing, gone, String.valueOf(leaving));
    }
  }

  /** Something may have changed. */
  synchronized void lookAgain() {
    if (stands && !outcome.isDone()) {
      look(false);
    }
  }

  /** Nobody passes, or leaves together, unless that is decided already. */
  private void breakIt(Reason why) {
    if (leaves) {
      requests().get(path()).thenAccept(node -> breakLeaving(node, why));
    } else {
      decision.broken(number, why);
    }
  }

  private void breakLeaving(@Nullable Node node, Reason why) {
    Generation now = node == null ? Generation.open() : Generation.parse(node.data());
    if (now.state() == Generation.State.PASSED) {
      decision.leaving(number(), now.broken(why, session.label()), List.of());
    } else {
      lookAgain();
    }
  }

  /** One of those who were to pass, or to leave, has gone in between. */
  synchronized void goneInBetween() {
    breakIt(Reason.DEATH);
  }
}
