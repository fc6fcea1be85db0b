package io.zkwire.runtime.exclusive.model;

/** What a process knows of a node that it made, and what is under way between it and the server. */
final class Candidacy {

  enum Phase {
    STANDING,
    /** A listing that shows it first in line is under way to the process. */
    LISTED,
    WAITING,
    HOLDING
  }

  enum Beat {
    NONE,
    SENT,
    PASSED,
    REFUSED
  }

  enum Parent {
    UNREAD,
    UNDER_WAY,
    READ
  }

  private static final Phase[] PHASES = Phase.values();
  private static final Beat[] BEATS = Beat.values();
  private static final Parent[] PARENTS = Parent.values();

  /** The node, or 0 while its create has not reached the server. */
  int node;

  Phase phase = Phase.STANDING;

  /** How long ago the last beat or create was sent that is known to have succeeded. */
  int stampAge;

  Beat beat = Beat.NONE;
  int beatAge;

  /** Since when it waits. */
  int waited;

  /** The departures unaccounted for in the listing, as long as they are to be acknowledged. */
  int unaccounted;

  /** Whether the listing showed that only the birth mark ever departed. */
  boolean fresh;

  /** Whether it came while somebody stood in front of it. */
  boolean saw;

  Parent parent = Parent.UNREAD;
  int lostRoots;
  boolean parentUnchanged;
  int parentWaited;

  Candidacy copy() {
    Candidacy copy = new Candidacy();
    copy.node = node;
    copy.phase = phase;
    copy.stampAge = stampAge;
    copy.beat = beat;
    copy.beatAge = beatAge;
    copy.waited = waited;
    copy.unaccounted = unaccounted;
    copy.fresh = fresh;
    copy.saw = saw;
    copy.parent = parent;
    copy.lostRoots = lostRoots;
    copy.parentUnchanged = parentUnchanged;
    copy.parentWaited = parentWaited;
    return copy;
  }

  void tick(Bounds bounds) {
    stampAge = Math.min(stampAge + 1, bounds.lease());
    if (beat == Beat.SENT || beat == Beat.PASSED) {
      beatAge++;
      if (beatAge >= bounds.lease()) {
        dropBeat(); // it would renew nothing any more
      }
    }
    if (phase == Phase.WAITING) {
      waited = Math.min(waited + 1, bounds.delay());
    }
    if (parent == Parent.READ) {
      parentWaited = Math.min(parentWaited + 1, bounds.delay());
    }
  }

  void dropBeat() {
    beat = Beat.NONE;
    beatAge = 0;
  }

  void forgetParent() {
    parent = Parent.UNREAD;
    lostRoots = 0;
    parentUnchanged = false;
    parentWaited = 0;
  }

  void pass(Bits bits) {
    node = bits.pass(node, 4);
    phase = PHASES[bits.pass(phase.ordinal(), 2)];
    stampAge = bits.pass(stampAge, 2);
    beat = BEATS[bits.pass(beat.ordinal(), 2)];
    beatAge = bits.pass(beatAge, 2);
    waited = bits.pass(waited, 2);
    unaccounted = bits.pass(unaccounted + 2, 3) - 2;
    fresh = bits.pass(fresh);
    saw = bits.pass(saw);
    parent = PARENTS[bits.pass(parent.ordinal(), 2)];
    lostRoots = bits.pass(lostRoots, 2);
    parentUnchanged = bits.pass(parentUnchanged);
    parentWaited = bits.pass(parentWaited, 2);
  }

  @Override
  public String toString() {
    return (node == 0 ? "a create under way" : phase + " with #" + node)
        + ", stamp "
        + stampAge
        + " old";
  }
}
