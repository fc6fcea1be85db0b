package io.zkwire.runtime.progress;

import io.zkwire.Progress;
import io.zkwire.Registration;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Session;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a number of the application once a second and reports it. Thread-safe. */
final class Source implements Registration {

  /** Reads the number. */
  interface Read {
    @Nullable Number read() throws Throwable;
  }

  private final Session session;
  private final Mailbox mailbox;
  private final String member;
  private final long total;
  private final Read read;
  private final Supplier<Progress> begin;

  private @Nullable Progress progress;
  private boolean ended;
  private boolean closed;

  Source(
      Session session,
      Mailbox mailbox,
      String member,
      long total,
      Read read,
      Supplier<Progress> begin) {
    this.session = session;
    this.mailbox = mailbox;
    this.member = member;
    this.total = total;
    this.read = read;
    this.begin = begin;
  }

  /** Reads, and again a second after that. */
  void look() {
    mailbox.post(
        member,
        () -> {
          try {
            Number number = read.read();
            if (number != null) {
              take(number.longValue());
            }
          } finally {
            session.later(this::again, 1, TimeUnit.SECONDS);
          }
        });
  }

  private void again() {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    look();
  }

  /** Once the total is reached the run has ended; a number below it begins another one. */
  private synchronized void take(long done) {
    boolean all = total > 0 && done >= total;
    if (closed || (all && ended)) {
      return;
    }
    ended = all;
    if (progress == null) {
      progress = begin.get().total(total);
    }
    progress.reached(done);
    if (all) {
      progress.done();
      progress = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (progress != null) {
      progress.failed("its binding was closed before it was done");
      progress = null;
    }
  }
}
