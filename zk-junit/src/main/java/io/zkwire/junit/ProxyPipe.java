package io.zkwire.junit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of a proxied connection: bytes in order, each due after the delay. Confined to the
 * proxy's thread.
 */
final class ProxyPipe {
  /** Past this many bytes under way the sender is held back. */
  static final int CAPACITY = 1 << 20;

  /** No need to wake for this pipe. */
  static final long NEVER = Long.MAX_VALUE;

  private final SocketChannel from;
  private final SocketChannel to;
  private final LinkState link;
  private final TokenBucket bucket;
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private int queued;
  private long lastDue;
  private boolean senderDone;
  private boolean finished;
  private boolean blocked;
  private boolean lossy;

  /** Bytes and the time at which they arrive; no bytes stand for the end of the stream. */
  private record Chunk(ByteBuffer bytes, long due) {}

  ProxyPipe(SocketChannel from, SocketChannel to, LinkState link, TokenBucket bucket) {
    this.from = from;
    this.to = to;
    this.link = link;
    this.bucket = bucket;
    lastDue = System.nanoTime();
  }

  boolean wantsToRead() {
    return !senderDone && queued < CAPACITY && link.cut != Cut.HELD;
  }

  /** The receiver takes no more bytes for now. */
  boolean isBlocked() {
    return blocked;
  }

  /** The sender has closed its side. */
  boolean isSenderDone() {
    return senderDone;
  }

  /** The end of the stream has reached the receiver. */
  boolean isFinished() {
    return finished;
  }

  /** Something was swallowed, so that the stream cannot go on. */
  boolean isLossy() {
    return lossy;
  }

  /** Takes in what has arrived. */
  void read(ByteBuffer scratch) throws IOException {
    int read = receive(scratch.clear());
    if (read < 0) {
      senderDone = true;
    }
    if (link.cut == Cut.BLACK_HOLE) {
      lossy |= read != 0;
    } else if (read != 0) {
      enqueue(scratch.flip());
    }
  }

  /** In a black hole the receiver must not learn that the sender broke off. */
  private int receive(ByteBuffer scratch) throws IOException {
    try {
      return from.read(scratch);
    } catch (IOException e) {
      if (link.cut != Cut.BLACK_HOLE) {
        throw e;
      }
      from.close();
      return -1;
    }
  }

  /** Loses what is under way. */
  void swallow() {
    lossy |= !chunks.isEmpty();
    chunks.clear();
    queued = 0;
    blocked = false;
  }

  /** Hands over what is due; returns when to be called again, or {@link #NEVER}. */
  long write(long now) throws IOException {
    blocked = false;
    for (Chunk head = chunks.peek(); head != null && link.cut == Cut.NONE; head = chunks.peek()) {
      if (head.due - now > 0) {
        return head.due;
      }
      int granted = bucket.grant(head.bytes.remaining(), now);
      if (granted == 0 && head.bytes.hasRemaining()) {
        return bucket.nextGrant(head.bytes.remaining(), now);
      }
      if (send(head.bytes, granted) < granted) {
        blocked = true;
        return NEVER;
      }
      if (!head.bytes.hasRemaining()) {
        chunks.remove();
      }
    }
    return NEVER;
  }

  private int send(ByteBuffer bytes, int granted) throws IOException {
    if (!bytes.hasRemaining()) {
      finished = true;
      to.shutdownOutput();
      return 0;
    }
    int limit = bytes.limit();
    int sent = to.write(bytes.limit(bytes.position() + granted));
    bytes.limit(limit);
    bucket.spend(sent);
    queued -= sent;
    return sent;
  }

  private void enqueue(ByteBuffer arrived) {
    lastDue = Math.max(lastDue, System.nanoTime() + link.delayNanos);
    ByteBuffer copy = ByteBuffer.allocate(arrived.remaining()).put(arrived).flip();
    chunks.add(new Chunk(copy, lastDue));
    queued += copy.remaining();
  }
}
