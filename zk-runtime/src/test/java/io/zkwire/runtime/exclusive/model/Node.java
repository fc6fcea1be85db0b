package io.zkwire.runtime.exclusive.model;

/** A candidate's node, and what is under way to the server that checks or deletes it. */
final class Node {

  /** In the order of the creates, as czxids are. */
  int id;

  /** How many departures an acknowledgement under way covers. */
  int acknowledges;

  /** Whether that acknowledgement is conditional on a root that nobody wrote to yet. */
  boolean onlyIfUntouched;

  /** How many lost roots an acknowledgement under way covers. */
  int acknowledgesLost;

  /** Whether its release is under way. */
  boolean releases;

  Node(int id) {
    this.id = id;
  }

  Node copy() {
    Node copy = new Node(id);
    copy.acknowledges = acknowledges;
    copy.onlyIfUntouched = onlyIfUntouched;
    copy.acknowledgesLost = acknowledgesLost;
    copy.releases = releases;
    return copy;
  }

  void pass(Bits bits) {
    id = bits.pass(id, 4);
    acknowledges = bits.pass(acknowledges, 2);
    onlyIfUntouched = bits.pass(onlyIfUntouched);
    acknowledgesLost = bits.pass(acknowledgesLost, 2);
    releases = bits.pass(releases);
  }

  @Override
  public String toString() {
    return "#" + id;
  }
}
