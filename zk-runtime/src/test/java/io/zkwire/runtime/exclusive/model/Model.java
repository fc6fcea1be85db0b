package io.zkwire.runtime.exclusive.model;

import io.zkwire.runtime.exclusive.model.Candidacy.Beat;
import io.zkwire.runtime.exclusive.model.Candidacy.Parent;
import io.zkwire.runtime.exclusive.model.Candidacy.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The protocol of exclusive work, step by step. A request is sent, reaches the server and is
 * answered in three steps, and may be lost in between; a frozen process is one that takes no step
 * while time passes; a listing may be old, for it may be answered long after it was made.
 */
final class Model {

  private final Bounds bounds;
  private final Set<Rule> rules;
  private final List<Step> steps = new ArrayList<>();

  Model(Bounds bounds, Set<Rule> rules) {
    this.bounds = bounds;
    this.rules = rules;
    arrivals();
    beats();
    grants();
    acknowledgements();
    releases();
    outsiders();
  }

  List<Step> steps() {
    return steps;
  }

  private boolean with(Rule rule) {
    return rules.contains(rule);
  }

  private void arrivals() {
    process("sends a create, in a new session if it lost one", (s, p) -> true, this::arrive);
    candidate(
        "has its node created",
        (s, p, c) -> c.node == 0 && !p.sessionEnded && s.root && s.line.size() < bounds.standing(),
        (s, p, c) -> {
          c.saw = !with(Rule.LATE_ARRIVALS_WAIT) && !s.line.isEmpty();
          c.node = State.NEWEST;
          s.line.add(new Node(c.node));
        });
    world(
        "Somebody",
        "makes the root",
        s -> !s.root,
        s -> {
          s.root = true;
          s.untouched = true;
          s.unaccounted = with(Rule.BIRTH_MARK) ? 1 : 0;
        });
  }

  /** It may leave a node in the line, and a term open: nothing says that it is told the truth. */
  private void arrive(State s, Process p) {
    if (p.current != null && p.current.phase == Phase.HOLDING) {
      leave(p, p.current);
    }
    p.current = new Candidacy();
    p.sessionEnded = false;
  }

  private void leave(Process p, Candidacy c) {
    boolean valid = c.stampAge < bounds.lease();
    p.leftNode = valid ? c.node : 0;
    p.leftStampAge = valid ? c.stampAge : 0;
  }

  private void beats() {
    candidate(
        "sends a beat",
        (s, p, c) -> c.node != 0 && c.beat == Beat.NONE && c.stampAge > 0,
        (s, p, c) -> c.beat = Beat.SENT);
    candidate(
        "has its beat judged",
        (s, p, c) -> c.beat == Beat.SENT,
        (s, p, c) -> {
          c.beat = passes(s, p, c) ? Beat.PASSED : Beat.REFUSED;
          c.beatAge = c.beat == Beat.PASSED ? c.beatAge : 0;
        });
    candidate(
        "hears that its beat passed", (s, p, c) -> c.beat == Beat.PASSED, (s, p, c) -> renew(p, c));
    candidate(
        "hears that its node is gone",
        (s, p, c) -> c.beat == Beat.REFUSED,
        (s, p, c) -> p.current = null);
    candidate(
        "loses the reply to its beat", (s, p, c) -> c.beat != Beat.NONE, (s, p, c) -> c.dropBeat());
  }

  private boolean passes(State s, Process p, Candidacy c) {
    if (!with(Rule.ONLY_WRITES_RENEW)) {
      return true;
    }
    boolean somebody = !with(Rule.UNIQUE_NAMES) && !s.line.isEmpty();
    return !p.sessionEnded && (s.stands(c.node) || somebody);
  }

  private void renew(Process p, Candidacy c) {
    c.stampAge = Math.min(c.stampAge, c.beatAge);
    c.dropBeat();
    if (!with(Rule.EACH_GRANT_BY_ITSELF)) {
      p.leftStampAge = p.leftNode == 0 ? 0 : Math.min(p.leftStampAge, c.stampAge);
    }
  }

  private void grants() {
    candidate(
        "is listed first in line",
        (s, p, c) -> c.phase == Phase.STANDING && s.indexOf(c.node) == 0,
        (s, p, c) -> {
          c.phase = Phase.LISTED;
          c.unaccounted = s.unaccounted;
          c.fresh = s.untouched && s.unaccounted == 1;
        });
    candidate(
        "hears that it is first in line",
        (s, p, c) -> c.phase == Phase.LISTED,
        (s, p, c) -> first(c));
    candidate(
        "loses the listing",
        (s, p, c) -> c.phase == Phase.LISTED,
        (s, p, c) -> {
          c.phase = Phase.STANDING;
          c.unaccounted = 0;
          c.fresh = false;
          c.forgetParent();
        });
    candidate(
        "has the parent read",
        (s, p, c) ->
            c.fresh
                && (c.phase == Phase.LISTED || c.phase == Phase.WAITING)
                && c.parent == Parent.UNREAD,
        (s, p, c) -> {
          c.parent = Parent.UNDER_WAY;
          c.lostRoots = s.lostRoots;
          c.parentUnchanged = true;
        });
    candidate(
        "hears of the parent",
        (s, p, c) -> c.phase == Phase.WAITING && c.parent == Parent.UNDER_WAY,
        (s, p, c) -> {
          if (c.lostRoots == 0) {
            grant(c);
          } else {
            c.parent = Parent.READ;
          }
        });
    candidate(
        "has waited",
        (s, p, c) ->
            c.phase == Phase.WAITING && (c.waited == bounds.delay() || !with(Rule.LOCK_DELAY)),
        (s, p, c) -> {
          c.fresh = false;
          grant(c);
        });
  }

  private void first(Candidacy c) {
    boolean tooLate = !with(Rule.LATE_ARRIVALS_WAIT) && !c.saw;
    boolean forgiven = !with(Rule.PARENT_IS_ASKED) && c.fresh;
    if (c.unaccounted == 0 || tooLate || forgiven) {
      grant(c);
    } else {
      c.phase = Phase.WAITING;
    }
  }

  private void grant(Candidacy c) {
    c.phase = Phase.HOLDING;
    c.waited = 0;
    if (c.parent != Parent.READ) {
      c.forgetParent();
    }
  }

  private void acknowledgements() {
    candidate(
        "sends an acknowledgement",
        (s, p, c) ->
            (c.phase == Phase.HOLDING
                    || c.phase == Phase.WAITING && !with(Rule.ACKNOWLEDGED_AFTER_THE_WAIT))
                && c.unaccounted > 0
                && s.stands(c.node)
                && s.line.get(s.indexOf(c.node)).acknowledges == 0,
        (s, p, c) -> {
          Node node = s.line.get(s.indexOf(c.node));
          node.acknowledges = c.unaccounted;
          node.onlyIfUntouched = c.fresh;
          if (with(Rule.ACKNOWLEDGED_ONCE)) {
            c.unaccounted = 0;
            c.fresh = false;
          }
        });
    node(
        "has its acknowledgement done",
        1, // nobody behind the first has one
        (s, n) -> n.acknowledges > 0 && s.unaccounted - n.acknowledges >= -2,
        (s, n) -> {
          if (s.untouched || !n.onlyIfUntouched) {
            s.unaccounted -= n.acknowledges;
            s.untouched = false;
          }
          n.acknowledges = 0;
          n.onlyIfUntouched = false;
        });
    candidate(
        "sends an acknowledgement of lost roots",
        (s, p, c) ->
            c.phase == Phase.HOLDING
                && c.parent == Parent.READ
                && (c.parentWaited == bounds.delay() || !with(Rule.PARENT_HAS_ITS_OWN_WAIT))
                && s.stands(c.node),
        (s, p, c) -> {
          s.line.get(s.indexOf(c.node)).acknowledgesLost = c.parentUnchanged ? c.lostRoots : 0;
          c.forgetParent();
        });
    node(
        "has its acknowledgement of lost roots done",
        1,
        (s, n) -> n.acknowledgesLost > 0,
        (s, n) -> acknowledgeLost(s, n.acknowledgesLost));
  }

  /**
   * All others that saw the parent as it was are too late: theirs is conditional on its version.
   */
  private static void acknowledgeLost(State s, int lost) {
    s.lostRoots -= lost;
    s.neighbourSaw = 0;
    s.neighbourWaited = 0;
    s.line.forEach(node -> node.acknowledgesLost = 0);
    for (Process p : s.processes) {
      if (p.current != null) {
        p.current.parentUnchanged = false;
      }
    }
  }

  private void releases() {
    candidate(
        "sends its release",
        (s, p, c) -> c.node != 0,
        (s, p, c) -> {
          if (s.stands(c.node)) {
            s.line.get(s.indexOf(c.node)).releases = true;
          }
          if (!with(Rule.RELEASE_WAITS) && c.phase == Phase.HOLDING) {
            leave(p, c); // the call inside goes on
          }
          p.current = null;
        });
    node(
        "is released",
        bounds.standing(),
        (s, n) -> n.releases,
        (s, n) -> {
          s.line.remove(n);
          s.untouched = false;
        });
  }

  private void outsiders() {
    process(
        "is expired by the server",
        (s, p) -> !p.sessionEnded && ownNodes(s, p) > 0 && mayDepart(s, ownNodes(s, p)),
        (s, p) -> {
          p.sessionEnded = true;
          depart(s, p.leftNode);
          depart(s, p.current == null ? 0 : p.current.node);
        });
    node(
        "is deleted, or the session that left it ends",
        bounds.standing(),
        (s, n) -> mayDepart(s, 1),
        (s, n) -> depart(s, n.id));
    world(
        "Somebody",
        "deletes the root with all below it",
        s -> s.root && s.lostRoots < bounds.lostRoots(),
        s -> {
          s.line.clear();
          s.root = false;
          s.untouched = false;
          s.unaccounted = 0;
          s.lostRoots++;
        });
    if (bounds.neighbour()) {
      neighbour();
    }
    world("Time", "passes", s -> true, this::tick);
  }

  private static int ownNodes(State s, Process p) {
    int current = p.current != null && s.stands(p.current.node) ? 1 : 0;
    return current + (s.stands(p.leftNode) ? 1 : 0);
  }

  private boolean mayDepart(State s, int nodes) {
    return s.unaccounted + nodes <= bounds.unaccounted();
  }

  private static void depart(State s, int id) {
    if (s.line.removeIf(node -> node.id == id)) {
      s.unaccounted++;
    }
  }

  /** Another lock below the same parent loses its root, and its next holder acknowledges losses. */
  private void neighbour() {
    world(
        "Another lock",
        "loses its root",
        s -> s.lostRoots < bounds.lostRoots(),
        s -> s.lostRoots++);
    world(
        "A candidate for another lock",
        "reads the parent",
        s -> s.neighbourSaw == 0 && s.lostRoots > 0,
        s -> s.neighbourSaw = s.lostRoots);
    world(
        "That candidate, a holder now,",
        "acknowledges lost roots",
        s ->
            s.neighbourSaw > 0
                && (s.neighbourWaited == bounds.delay() || !with(Rule.PARENT_HAS_ITS_OWN_WAIT)),
        s -> acknowledgeLost(s, s.neighbourSaw));
  }

  private void tick(State s) {
    for (Process p : s.processes) {
      p.tick(bounds);
    }
    if (s.neighbourSaw > 0) {
      s.neighbourWaited = Math.min(s.neighbourWaited + 1, bounds.delay());
    }
  }

  /**
   * Remembers the token, and puts states together that differ in nothing that could still matter.
   */
  void settle(State s) {
    s.lastToken = Math.max(s.lastToken, token(s));
    for (Process p : s.processes) {
      Candidacy c = p.current;
      boolean lapsed = c != null && c.stampAge == bounds.lease() && c.beat != Beat.PASSED;
      if (lapsed && c.node != 0 && !s.stands(c.node) && beatsAreHonest()) {
        p.current = null; // it can hold nothing any more
      }
      if (p.current == null || p.current.node != 0 && with(Rule.UNIQUE_NAMES)) {
        p.sessionEnded = false; // only a create, or the check of a stranger's node, would tell
      }
    }
    s.renumber();
  }

  private boolean beatsAreHonest() {
    return with(Rule.UNIQUE_NAMES)
        && with(Rule.ONLY_WRITES_RENEW)
        && with(Rule.CHECKED_AT_THE_CALL);
  }

  /** Says what is wrong if two terms are valid, of one process even, or a token fell. */
  @Nullable String oneTerm(State s) {
    int terms = 0;
    for (Process p : s.processes) {
      terms += p.leftNode == 0 ? 0 : 1;
      terms += holds(p) ? 1 : 0;
    }
    if (terms > 1) {
      return "two terms are valid";
    }
    int token = token(s);
    return token != 0 && token < s.lastToken ? "#" + token + " after #" + s.lastToken : null;
  }

  /** Says what is wrong if both processes have a valid term. */
  @Nullable String oneProcess(State s) {
    for (Process p : s.processes) {
      if (p.leftNode == 0 && !holds(p)) {
        return null;
      }
    }
    return "both processes have a valid term";
  }

  private boolean holds(Process p) {
    Candidacy c = p.current;
    return c != null
        && c.phase == Phase.HOLDING
        && (c.stampAge < bounds.lease() || !with(Rule.CHECKED_AT_THE_CALL));
  }

  private int token(State s) {
    int token = 0;
    for (Process p : s.processes) {
      token = Math.max(token, p.leftNode);
      if (p.current != null && holds(p)) {
        token = Math.max(token, p.current.node);
      }
    }
    return token;
  }

  private void world(String who, String what, Predicate<State> possible, Consumer<State> take) {
    steps.add(new Step(who, what, possible, take));
  }

  private void process(
      String what, BiPredicate<State, Process> possible, BiConsumer<State, Process> take) {
    for (int i = 0; i < 2; i++) {
      int at = i;
      world(
          i == 0 ? "P" : "Q",
          what,
          s -> possible.test(s, s.processes[at]),
          s -> take.accept(s, s.processes[at]));
    }
  }

  private void candidate(String what, CandidacyTest possible, CandidacyChange take) {
    process(
        what,
        (s, p) -> p.current != null && possible.test(s, p, p.current),
        (s, p) -> take.accept(s, p, p.current));
  }

  private void node(
      String what, int places, BiPredicate<State, Node> possible, BiConsumer<State, Node> take) {
    for (int i = 0; i < places; i++) {
      int at = i;
      world(
          "Node " + (i + 1) + " of the line",
          what,
          s -> at < s.line.size() && possible.test(s, s.line.get(at)),
          s -> take.accept(s, s.line.get(at)));
    }
  }

  @FunctionalInterface
  private interface CandidacyTest {
    boolean test(State s, Process p, Candidacy c);
  }

  @FunctionalInterface
  private interface CandidacyChange {
    void accept(State s, Process p, Candidacy c);
  }
}
