package io.zkwire.runtime.barrier;

import io.zkwire.BarrierBrokenException.Reason;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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

  private final Session session;
  private final Root root;
  private final Watcher watcher = this::changed;
  private String uuid = UUID.randomUUID().toString();
  private long number;
  private @Nullable String entered;
  private boolean leaves;
  private boolean stands;
  private boolean standing;
  private int attempt; // of joining a generation, or of leaving it; earlier answers do not count
  private final Set<String> seen = new HashSet<>();
  private final Decision decision;
  private final Neighbours neighbours;
  private @Nullable Reason breaking;
  private CompletableFuture<Generation> outcome = new CompletableFuture<>();

  Party(Session session, Root root) {
    this.session = session;
    this.root = root;
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
    outcome.cancel(false);
    String own = entered;
    if (own != null) {
      requests().multi(List.of(requests().delete(path() + "/" + own)));
      entered = null;
    }
  }

  /** The {@code ZkWire} is closed; its nodes go with the session. */
  synchronized void fail(ZkWireException e) {
    outcome.completeExceptionally(e);
  }

  /** ZooKeeper refuses: this party can do nothing. */
  void failed(Throwable e, String what) {
    outcome.completeExceptionally(Failures.translate(e, what, root.path()));
  }

  /** The connection is there again: nothing is known of what was asked for before. */
  synchronized void connected(boolean newSession) {
    neighbours.forget();
    if (outcome.isDone()) {
      return;
    }
    if (stands) {
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
    } else {
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
              if (e == null || codeOf(e) == Code.NODEEXISTS) {
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

  private static Code codeOf(Throwable e) {
    return Failures.unwrap(e) instanceof MultiFailed multi
        ? multi.reason().code()
        : Code.SYSTEMERROR;
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
    if (of != attempt || (e != null && Failures.connectionLost(e))) {
      return; // asked when the connection is back
    }
    if (made != null && made.get(1) instanceof OpResult.CreateResult created) {
      stoodAs(created.getPath().substring(created.getPath().lastIndexOf('/') + 1));
    } else if (leaves) {
      stands = true;
      look(true); // decided already, or gone
    } else if (e != null && codeOf(e) == Code.NONODE) {
      requests()
          .createNode(path(), Generation.open().bytes(), CreateMode.PERSISTENT)
          .whenComplete((stat, no) -> retry(of));
    } else if (e != null && codeOf(e) == Code.BADVERSION) {
      retryUnlessGivenUp();
    } else if (e != null) {
      failed(e, "create");
    }
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
    if (!leaves) {
      entered = node;
      seen.clear();
    }
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
      lookWhetherPassed();
    }
  }

  /** Its node may have been made, and counted, before it went with its session. */
  private void lookWhetherPassed() {
    String before = uuid;
    requests()
        .get(path())
        .whenComplete(
            (node, e) -> {
              if (e != null) {
                return;
              }
              synchronized (this) {
                Generation found = node == null ? Generation.open() : Generation.parse(node.data());
                if (found.members().stream().anyMatch(each -> each.startsWith(ENTERED + before))) {
                  outcome.complete(found);
                } else if (!outcome.isDone()) {
                  uuid = UUID.randomUUID().toString();
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
      seenLeaving(now, listing);
    } else {
      seenEntering(now, listing);
    }
    return true;
  }

  private void seenEntering(Generation now, Listing listing) {
    String own = String.valueOf(entered);
    if (now.state() != Generation.State.OPEN) {
      if (now.isPassed() && !now.members().contains(own)) {
        stands = false;
        end(own);
        retryUnlessGivenUp(); // one too many: it belongs to the next one
      } else {
        outcome.complete(now);
      }
      return;
    }
    List<String> members = named(listing, ENTERED);
    seen.add(own);
    boolean allStand = members.containsAll(seen);
    seen.addAll(members);
    if (!allStand) {
      breakIt(Reason.DEATH); // somebody has gone, ourselves perhaps
    } else if (members.size() >= root.parties()) {
      List<String> first = members.subList(0, root.parties());
      decision.passed(number, first);
    } else {
      neighbours.watch(path(), members, own);
    }
  }

  private void seenLeaving(Generation now, Listing listing) {
    if (now.state() != Generation.State.PASSED) {
      outcome.complete(now);
      return;
    }
    List<String> gone = named(listing, LEAVING);
    if (!listing.names().containsAll(now.members())) {
      decision.leaving(number, now.broken(Reason.DEATH, session.label()), List.of());
    } else if (gone.size() >= root.parties()) {
      decision.leaving(number, now.left(session.label()), gone.subList(0, root.parties()));
    } else {
      neighbours.watch(path(), now.members(), String.valueOf(entered));
    }
  }

  private void end(String own) {
    requests().multi(List.of(requests().delete(path() + "/" + own)));
    entered = null;
  }

  /** By age: those who come later stand behind. */
  private static List<String> named(Listing listing, String prefix) {
    return listing.names().stream()
        .filter(each -> each.startsWith(prefix))
        .sorted(
            (a, b) ->
                a.substring(a.lastIndexOf('-') + 1).compareTo(b.substring(b.lastIndexOf('-') + 1)))
        .toList();
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
