package io.zkwire.benchmarks.costs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.ZooDefs.OpCode;

/**
 * Reads the frames of one connection, in ZooKeeper's protocol, and counts them. Left out are what a
 * session sends without any feature: the handshake, pings, its own description, and beats, which
 * are counted apart. Thread-safe for one thread a direction.
 */
final class WireFrames {

  private static final int PING = -2;
  private static final int EVENT = -1;
  private static final Set<Integer> READS =
      Set.of(
          OpCode.exists,
          OpCode.getData,
          OpCode.getACL,
          OpCode.getChildren,
          OpCode.getChildren2,
          OpCode.multiRead,
          OpCode.getEphemerals,
          OpCode.getAllChildrenNumber,
          OpCode.addWatch,
          OpCode.setWatches,
          OpCode.setWatches2,
          OpCode.checkWatches,
          OpCode.removeWatches,
          OpCode.sync);
  private static final Set<Integer> WATCHING =
      Set.of(OpCode.exists, OpCode.getData, OpCode.getChildren, OpCode.getChildren2);

  private final WireTotals totals;
  private final Set<Integer> beats = ConcurrentHashMap.newKeySet();
  private final Set<Integer> others = ConcurrentHashMap.newKeySet();
  private boolean greeted;
  private boolean answered;

  WireFrames(WireTotals totals) {
    this.totals = totals;
  }

  /** A frame to the server, without its length. */
  void sent(byte[] frame) {
    if (!greeted) {
      greeted = true;
      return;
    }
    ByteBuffer buffer = ByteBuffer.wrap(frame);
    int xid = buffer.getInt();
    if (xid == PING) {
      return;
    }
    int type = buffer.getInt();
    String text = new String(frame, StandardCharsets.ISO_8859_1);
    if (isOwn(text)) {
      others.add(xid);
    } else if (type == OpCode.multi && text.contains("/zkwire/beats/")) {
      beats.add(xid);
      totals.beat(new WireCost(1, 1, 0, 0, size(frame), 0));
    } else {
      boolean writes = !READS.contains(type);
      int watches = type == OpCode.addWatch || isWatching(type, buffer) ? 1 : 0;
      totals.add(new WireCost(1, writes ? 1 : 0, watches, 0, size(frame), 0));
    }
  }

  /** A frame from the server, without its length. */
  void received(byte[] frame) {
    if (!answered) {
      answered = true;
      return;
    }
    int xid = ByteBuffer.wrap(frame).getInt();
    if (xid == PING || others.remove(xid)) {
      return;
    }
    if (beats.remove(xid)) {
      totals.beat(new WireCost(0, 0, 0, 0, 0, size(frame)));
    } else {
      totals.add(new WireCost(0, 0, 0, xid == EVENT ? 1 : 0, 0, size(frame)));
    }
  }

  /** What the session tells of itself, at most each ten seconds, and the making of its beat. */
  private static boolean isOwn(String text) {
    return text.contains("/zkwire/instances") || text.contains("/zkwire/manifests");
  }

  private static boolean isWatching(int type, ByteBuffer buffer) {
    if (!WATCHING.contains(type)) {
      return false;
    }
    int path = buffer.getInt();
    return buffer.get(buffer.position() + path) != 0;
  }

  private static int size(byte[] frame) {
    return frame.length + Integer.BYTES;
  }
}
