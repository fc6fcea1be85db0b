package io.zkwire.runtime.exclusive.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The server, two processes, and what is under way between them. There is no clock: all times are
 * ages, and an age that makes no difference any more stops.
 */
final class State {

  /** The id of a node until the others are renumbered: larger than all. */
  static final int NEWEST = 15;

  /** Whether the root stands; the three next fields are its Stat and its children. */
  boolean root;

  /** Departures minus setData: what left without a release and is not acknowledged. */
  int unaccounted;

  /** Whether its version is 0. */
  boolean untouched;

  final List<Node> line = new ArrayList<>();

  /** The same difference of the parent. */
  int lostRoots;

  /** What the holder of another lock below the same parent saw there, or 0, and when. */
  int neighbourSaw;

  int neighbourWaited;

  /** The largest token of a term that was valid. */
  int lastToken;

  final Process[] processes = {new Process(), new Process()};

  State copy() {
    State copy = new State();
    copy.root = root;
    copy.unaccounted = unaccounted;
    copy.untouched = untouched;
    for (Node node : line) {
      copy.line.add(node.copy());
    }
    copy.lostRoots = lostRoots;
    copy.neighbourSaw = neighbourSaw;
    copy.neighbourWaited = neighbourWaited;
    copy.lastToken = lastToken;
    copy.processes[0] = processes[0].copy();
    copy.processes[1] = processes[1].copy();
    return copy;
  }

  int indexOf(int id) {
    for (int i = 0; i < line.size(); i++) {
      if (line.get(i).id == id) {
        return i;
      }
    }
    return -1;
  }

  boolean stands(int id) {
    return indexOf(id) >= 0;
  }

  /** Numbers the nodes anew: only their order matters. */
  void renumber() {
    int nodes = 0; // one bit a node
    for (Node node : line) {
      nodes |= 1 << node.id;
    }
    for (Process process : processes) {
      nodes |= 1 << process.leftNode;
      nodes |= process.current == null ? 0 : 1 << process.current.node;
    }
    nodes &= ~1; // 0 is no node
    lastToken = (nodes & upTo(lastToken)) == 0 ? 0 : lastToken; // whoever comes has a larger one
    nodes |= 1 << lastToken & ~1;
    for (Node node : line) {
      node.id = rank(nodes, node.id);
    }
    for (Process process : processes) {
      process.leftNode = rank(nodes, process.leftNode);
      if (process.current != null) {
        process.current.node = rank(nodes, process.current.node);
      }
    }
    lastToken = rank(nodes, lastToken);
  }

  private static int rank(int nodes, int id) {
    return id == 0 ? 0 : Integer.bitCount(nodes & upTo(id));
  }

  private static int upTo(int id) {
    return (2 << id) - 1;
  }

  private void pass(Bits bits) {
    root = bits.pass(root);
    unaccounted = bits.pass(unaccounted + 2, 3) - 2;
    untouched = bits.pass(untouched);
    lostRoots = bits.pass(lostRoots, 2);
    neighbourSaw = bits.pass(neighbourSaw, 2);
    neighbourWaited = bits.pass(neighbourWaited, 2);
    lastToken = bits.pass(lastToken, 4);
    int nodes = bits.pass(line.size(), 2);
    while (line.size() < nodes) {
      line.add(new Node(0));
    }
    for (Node node : line) {
      node.pass(bits);
    }
  }

  long packedServer() {
    Bits bits = Bits.toWrite();
    pass(bits);
    return bits.packed();
  }

  static State unpacked(long server, long p, long q) {
    State state = new State();
    state.pass(Bits.toRead(server));
    state.processes[0].pass(Bits.toRead(p));
    state.processes[1].pass(Bits.toRead(q));
    return state;
  }

  @Override
  public String toString() {
    String server = root ? "line " + line + ", unaccounted " + unaccounted : "no root";
    return server + ", lost roots " + lostRoots + "; P: " + processes[0] + "; Q: " + processes[1];
  }
}
