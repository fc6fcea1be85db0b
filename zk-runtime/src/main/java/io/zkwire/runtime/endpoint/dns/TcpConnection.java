package io.zkwire.runtime.endpoint.dns;

import io.zkwire.runtime.session.Session;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: queries one after the other, each with its length before it (RFC 1035, 4.2.2).
 * Whoever takes too long, or sends what is no query, is cut off.
 */
final class TcpConnection implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

  private final Session session;
  private final Socket socket;
  private final Answers answers;
  private final Duration idle;
  private final Consumer<TcpConnection> ended;

  TcpConnection(
      Session session,
      Socket socket,
      Answers answers,
      Duration idle,
      Consumer<TcpConnection> ended) {
    this.session = session;
    this.socket = socket;
    this.answers = answers;
    this.idle = idle;
    this.ended = ended;
  }

  @Override
  public void run() {
    try (Socket open = socket) {
      open.setTcpNoDelay(true);
      boolean more = true;
      while (more) {
        more = serve(open);
      }
    } catch (EOFException | SocketTimeoutException e) {
      LOG.trace("{} a DNS connection ends", session.label(), e);
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.debug("{} a DNS connection is cut off", session.label(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.accept(this);
    }
  }

  private boolean serve(Socket open)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + idle.toNanos();
    byte[] prefix = read(open, 2, deadline);
    int length = ((prefix[0] & 0xff) << 8) | (prefix[1] & 0xff);
    if (length > Answers.LARGEST_QUERY) {
      answers.dropped();
      return false;
    }
    byte[] query = read(open, length, deadline);
    byte[] answer =
        answers.answer(query, true).get(2 * Answers.LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    return answer != null && write(open, answer);
  }

  /** Reads so many bytes, all of them before the deadline. */
  private static byte[] read(Socket from, int length, long deadline) throws IOException {
    byte[] bytes = new byte[length];
    InputStream in = from.getInputStream();
    for (int have = 0; have < length; ) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new SocketTimeoutException("no query in time");
      }
      from.setSoTimeout((int) left);
      int got = in.read(bytes, have, length - have);
      if (got < 0) {
        throw new EOFException();
      }
      have += got;
    }
    return bytes;
  }

  /** A write has no timeout of its own: whoever does not read is cut off from beside. */
  private boolean write(Socket to, byte[] answer) throws IOException {
    byte[] framed = new byte[answer.length + 2];
    framed[0] = (byte) (answer.length >> 8);
    framed[1] = (byte) answer.length;
    System.arraycopy(answer, 0, framed, 2, answer.length);
    var late = session.later(this::close, idle.toMillis(), TimeUnit.MILLISECONDS);
    to.getOutputStream().write(framed);
    return cancelled(late);
  }

  private static boolean cancelled(java.util.concurrent.@Nullable Future<?> late) {
    return late != null && late.cancel(false);
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("{} could not close a DNS connection", session.label(), e);
    }
  }
}
