package io.zkwire.runtime.exclusive;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a candidate that stands first may be let in: at once if everybody who left before it has
 * released, else after the lock-delay, counted from the answer that first showed it first (R6, R7).
 * All but {@link #predecessor} and {@link #acknowledge} is called under the candidacy's lock.
 */
final class Turn {

  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
  private static final int MOST_ACKNOWLEDGED = 1_000;

  private final ExclusiveWork work;
  private final Line line;
  private final Candidacy candidacy;
  private final Stage stage;

  private @Nullable LineView view;
  private int before;
  private long since;
  private boolean scheduled;
  private boolean seen;
  private boolean asked;
  private boolean asking;
  private boolean innocent;
  private boolean excused;
  private boolean waited;
  private @Nullable Stat parent;
  private long parentSeen;

  private @Nullable LineView lastBehind;
  private volatile @Nullable Predecessor ahead;

  /**
   * Whom it waits for. What its node holds is read only where that matters: most lines move on
   * without.
   */
  private record Predecessor(String path, byte @Nullable [] content) {

    /** The UUID of the beat of its process, or empty. */
    String beat() {
      return Description.parse(content).beat();
    }
  }

  Turn(ExclusiveWork work, Line line, Candidacy candidacy, Stage stage) {
    this.work = work;
    this.line = line;
    this.candidacy = candidacy;
    this.stage = stage;
  }

  /** An answer shows it behind others. */
  void behind(LineView shown) {
    lastBehind = shown;
    seen |= shown.departures() > 0 || shown.version() > 0; // else it may be one without a mark
  }

  /** Whom it waits for, and what that one's node holds. */
  void predecessor(String path, byte @Nullable [] content) {
    ahead = new Predecessor(path, content);
  }

  /** An answer shows it first, or one of so many that may hold it. */
  void first(LineView shown, int standingBefore, long receipt) {
    if (view == null) {
      view = shown;
      before = standingBefore;
      since = receipt;
    }
  }

  /** Whether the root is known to be marked, so that a release may be counted there. */
  boolean seen() {
    return seen;
  }

  /** Whether everybody who left before it had released: nothing is lost with the root. */
  boolean clean() {
    return view != null && before == 0 && view.unaccounted() == 0;
  }

  /** Whether it stands first and waits for the lock-delay. */
  boolean delayed() {
    return view != null && scheduled;
  }

  /** What is to be done before it may be let in; null if it may be let in now. */
  @Nullable Runnable notYet() {
    LineView first = view;
    if (first == null) {
      return Stage::nothing;
    }
    // A root that is not marked was made by somebody else: perhaps after ours was lost.
    boolean unmarked = first.departures() == 0 && first.version() == 0;
    if (unmarked && !seen) {
      seen = true;
      return this::mark;
    }
    seen = true;
    boolean nobodyMissing = (long) before + first.unaccounted() < line.capacity();
    if (work.delayNanos() == 0
        || line.bounded()
        || innocent
        || excused
        || (nobodyMissing && !unmarked)) {
      return mayHideTheMark(first) ? askedFirst() : null;
    }
    long left = since + work.delayNanos() - work.clock().nanoTime();
    if (left <= 0) {
      waited = true;
      return null;
    }
    if (!asked) {
      asked = true;
      return this::ask;
    }
    if (scheduled || asking) {
      return Stage::nothing;
    }
    scheduled = true;
    return () -> work.session().later(this::due, left, TimeUnit.NANOSECONDS);
  }

  /**
   * Whether the mark of a young root would go unnoticed, since there are places enough at this
   * moment. Unless somebody acknowledges it now, it takes up a place for as long as the root is
   * there, and the last place would be given only after the lock-delay, each time.
   */
  private boolean mayHideTheMark(LineView first) {
    return line.capacity() > 1
        && first.unaccounted() > 0
        && first.newborn()
        && work.delayNanos() > 0
        && !innocent;
  }

  private @Nullable Runnable askedFirst() {
    if (!asked) {
      asked = true;
      return this::ask;
    }
    return asking ? Stage::nothing : null;
  }

  private void mark() {
    String node = stage.standing();
    if (node != null) {
      Roots.mark(work.session().requests(), line, node)
          .whenComplete((done, e) -> candidacy.decideAgain());
    }
  }

  private void due() {
    synchronized (stage) {
      scheduled = false; // a clock that a test steps may say that it is not over yet
    }
    candidacy.decideAgain();
  }

  /** Whether it is known for certain that it need not wait. */
  private void ask() {
    synchronized (stage) {
      asking = true;
    }
    Requests requests = work.session().requests();
    requests
        .get(line.root())
        .thenCombine(parents(requests), this::birth)
        .thenCombine(beatGone(), this::answered)
        .whenComplete(
            (done, e) -> {
              synchronized (stage) {
                asking = false;
              }
              candidacy.decideAgain();
            });
  }

  /**
   * What stands above the root.
   *
   * @param parent its parent
   * @param top the parent's parent of a nested line, else null
   */
  private record Above(@Nullable Stat parent, @Nullable Stat top) {}

  private CompletableFuture<Above> parents(Requests requests) {
    CompletableFuture<@Nullable Stat> top =
        line.nested()
            ? requests.stat(line.top(), null)
            : CompletableFuture.<@Nullable Stat>completedFuture(null);
    return requests.stat(line.parent(), null).thenCombine(top, Above::new);
  }

  /**
   * Whether only the root's birth is in doubt, and was none after a loss: the root is ours, so that
   * the one who left was its mark, and no root was ever lost under the parent. Asked after the root
   * was made, so that its loss would show.
   */
  private boolean birth(@Nullable Node root, Above above) {
    synchronized (stage) {
      LineView first = view;
      boolean original = original(root, above);
      boolean ours = root != null && Arrays.equals(root.data(), line.bytes());
      parent = original && !line.nested() ? above.parent() : null;
      parentSeen = work.clock().nanoTime();
      return ours
          && first != null
          && first.newborn()
          && original
          && (line.nested() || noneLost(above.parent()));
    }
  }

  /**
   * Whether the parent is the one that was made with the lease. A nested root was made with its
   * parent, in one transaction, and no such parent was ever lost.
   */
  private boolean original(@Nullable Node root, Above above) {
    Stat stat = above.parent();
    Stat top = above.top();
    if (!line.nested()) {
      return stat != null && work.stored().original(stat.getCzxid());
    }
    return stat != null
        && root != null
        && root.stat().getCzxid() == stat.getCzxid()
        && top != null
        && work.stored().original(top.getCzxid())
        && noneLost(top);
  }

  private static boolean noneLost(@Nullable Stat above) {
    return above != null && lostRoots(above) == 0;
  }

  private Boolean answered(boolean birthInnocent, boolean sessionOver) {
    synchronized (stage) {
      innocent = birthInnocent;
      excused = sessionOver;
    }
    return true;
  }

  private static int lostRoots(Stat parent) {
    return LineView.of(List.of(), parent).unaccounted();
  }

  /** Whether since the last look exactly one has left, the one ahead, without a release. */
  private boolean onlyLeft(Predecessor gone, LineView seen) {
    LineView last = lastBehind;
    return last != null
        && last.unaccounted() == 0
        && seen.unaccounted() == 1
        && seen.version() == last.version()
        && seen.departures() == ((last.departures() + 1) & Integer.MAX_VALUE)
        && last.stands(gone.path().substring(line.root().length() + 1));
  }

  /** Whether the session of the one ahead has ended, so that the server's word covers it. */
  private CompletableFuture<Boolean> beatGone() {
    LineView first = view;
    Predecessor gone = ahead;
    if (!work.sessionAware() || first == null || gone == null || !onlyLeft(gone, first)) {
      return CompletableFuture.completedFuture(false);
    }
    String beat = gone.beat();
    if (beat.isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    return work.session()
        .requests()
        .stat(StoredLease.BEATS + "/" + beat, null)
        .thenApply(stat -> stat == null);
  }

  /**
   * Lets those who come later know that whoever left before the wait is accounted for (R7).
   *
   * @param requests sends it
   * @param node the node of the grant
   */
  void acknowledge(Requests requests, String node) {
    List<Op> ops = new ArrayList<>();
    synchronized (stage) {
      LineView seen = view;
      if (seen == null || !(waited || innocent || excused)) {
        return;
      }
      ops.add(requests.check(node));
      addRoot(requests, seen, ops);
    }
    send(requests, node, ops);
    acknowledgeParent(requests, node);
  }

  /** Sent once and never again, since the same acknowledgement twice would count for two. */
  private void send(Requests requests, String node, List<Op> ops) {
    if (ops.size() > 1) {
      requests
          .multi(ops)
          .whenComplete(
              (done, e) -> {
                if (e != null && !Failures.connectionLost(e)) {
                  LOG.debug("{} could not acknowledge at {}", work.session().label(), node, e);
                }
              });
    }
  }

  /**
   * A root that was lost between the two looks has a holder of its own: the parent's account is
   * kept for a whole delay from its own answer.
   */
  private void acknowledgeParent(Requests requests, String node) {
    List<Op> ops = new ArrayList<>();
    synchronized (stage) {
      Stat lost = parent;
      if (lost == null || !waited || lostRoots(lost) == 0) {
        return;
      }
      long left = parentSeen + work.delayNanos() - work.clock().nanoTime();
      if (left > 0) {
        work.session().later(() -> acknowledgeParent(requests, node), left, TimeUnit.NANOSECONDS);
        return;
      }
      ops.add(requests.check(node));
      int count = Math.min(lostRoots(lost), MOST_ACKNOWLEDGED);
      for (int i = 0; i < count; i++) {
        ops.add(requests.set(line.parent(), null, lost.getVersion() + i));
      }
    }
    send(requests, node, ops);
  }

  /**
   * Alone in front, nobody else can acknowledge; else only if nobody has released or acknowledged
   * meanwhile, so that nothing is counted twice.
   */
  private void addRoot(Requests requests, LineView seen, List<Op> ops) {
    boolean alone = line.capacity() == 1 && !line.shared() && !innocent;
    int count = seen.overcounted() ? 0 : Math.min(seen.unaccounted(), MOST_ACKNOWLEDGED);
    for (int i = 0; i < count; i++) {
      ops.add(requests.set(line.root(), line.bytes(), alone ? -1 : seen.version() + i));
    }
  }
}
