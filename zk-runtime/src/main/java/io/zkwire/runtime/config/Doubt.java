package io.zkwire.runtime.config;

import io.zkwire.OutcomeUnknownException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a transaction whose answer was lost has been made: its own entry in the history of one of
 * its keys tells.
 */
final class Doubt {

  private final Session session;
  private final History history;
  private final Look look;
  private final String op = UUID.randomUUID().toString();
  private final long deadline;
  private String path = "";
  private long firstRevision = -1;

  Doubt(Session session, History history, Look look) {
    this.session = session;
    this.history = history;
    this.look = look;
    this.deadline =
        session.options().clock().nanoTime() + session.options().connectTimeout().toNanos();
  }

  /** The identity of the transaction, in each entry that it writes. */
  String op() {
    return op;
  }

  /** How many milliseconds are left to make it, at least 1. */
  long remaining() {
    return Math.max(
        1, TimeUnit.NANOSECONDS.toMillis(deadline - session.options().clock().nanoTime()));
  }

  /**
   * The transaction that made the changes in an earlier attempt, or 0 if none did.
   *
   * @param now what stands now
   */
  long made(List<Before> now) {
    return firstRevision < 0 ? 0 : made(at(now));
  }

  private long made(Before recorded) {
    if (!recorded.revisions().isEmpty() && recorded.revisions().get(0) > firstRevision) {
      throw unknown(null); // so many others published meanwhile that ours may be dropped already
    }
    for (long number : recorded.revisions()) {
      String name = History.name(recorded.change().path(), number);
      Node node =
          number < firstRevision
              ? null
              : session.blocking().call(() -> session.requests().get(name), "read", name);
      History.Entry entry = History.entry(node);
      if (node != null && entry != null && entry.op().equals(op)) {
        return node.stat().getCzxid();
      }
    }
    return 0;
  }

  /**
   * An attempt is about to be made. The history of the first change that writes anything will tell
   * of it.
   */
  void attempt(List<Before> before) {
    path =
        before.stream().filter(Before::recorded).findFirst().orElse(before.get(0)).change().path();
    firstRevision = History.next(at(before).revisions());
  }

  private Before at(List<Before> all) {
    return all.stream().filter(b -> b.change().path().equals(path)).findFirst().orElseThrow();
  }

  /** Waits until what was sent before the loss has been decided and can be read. */
  void awaitConnection(@Nullable Throwable lost) {
    if (history.limit() == 0) {
      throw unknown(lost);
    }
    while (session.options().clock().nanoTime() < deadline) {
      try {
        if (session.awaitConnected(remaining())) {
          session.requests().sync("/").get(remaining(), TimeUnit.MILLISECONDS);
          return;
        }
      } catch (ExecutionException e) {
        if (!Failures.connectionLost(e)) {
          throw unknown(e.getCause());
        }
      } catch (TimeoutException e) {
        break;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw unknown(lost);
  }

  /** It cannot be told. */
  OutcomeUnknownException unknown(@Nullable Throwable cause) {
    return new OutcomeUnknownException(
        look.firstPath(),
        "it is not known whether " + look.keys() + " was changed",
        "Read it, and decide anew",
        cause);
  }
}
