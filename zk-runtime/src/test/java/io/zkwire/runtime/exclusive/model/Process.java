package io.zkwire.runtime.exclusive.model;

import org.jspecify.annotations.Nullable;

/** One process: the candidacy that it pursues, and the term that it left open behind it. */
final class Process {

  /** Whether the server ended its session, which it need not know. */
  boolean sessionEnded;

  @Nullable Candidacy current;

  /** The node of a term that it no longer pursues and has not closed, or 0. */
  int leftNode;

  int leftStampAge;

  Process copy() {
    Process copy = new Process();
    copy.sessionEnded = sessionEnded;
    copy.current = current == null ? null : current.copy();
    copy.leftNode = leftNode;
    copy.leftStampAge = leftStampAge;
    return copy;
  }

  void tick(Bounds bounds) {
    if (current != null) {
      current.tick(bounds);
    }
    if (leftNode != 0 && ++leftStampAge >= bounds.lease()) {
      leftNode = 0;
      leftStampAge = 0;
    }
  }

  void pass(Bits bits) {
    sessionEnded = bits.pass(sessionEnded);
    leftNode = bits.pass(leftNode, 4);
    leftStampAge = bits.pass(leftStampAge, 2);
    if (bits.pass(current != null)) {
      current = current == null ? new Candidacy() : current;
      current.pass(bits);
    }
  }

  long packed() {
    Bits bits = Bits.toWrite();
    pass(bits);
    return bits.packed();
  }

  @Override
  public String toString() {
    String left =
        leftNode == 0 ? "" : ", left #" + leftNode + " open, stamp " + leftStampAge + " old";
    return (current == null ? "nothing" : current.toString()) + left;
  }
}
