package io.zkwire.tests.faults;

import io.zkwire.DistributedLock;
import io.zkwire.FencingToken;
import io.zkwire.Grant;
import io.zkwire.HeldLock;
import io.zkwire.LockLostException;
import java.time.Duration;
import java.util.Optional;

/** Ours: a lock, or in the style of calls a method that holds it. */
final class OursLock extends OursSubject {
  private static final Duration RESUMES_WITHIN = Duration.ofSeconds(1);

  private final Contention contention = new Contention();
  private DistributedLock lock;
  private LockedWork calls;
  private volatile HeldLock held;

  OursLock(Terms terms) {
    super(terms);
  }

  @Override
  public void connect(Events events) {
    super.connect(events);
    lock = zk().locks().exclusive(Kind.NAME);
  }

  @Override
  public void stand() {
    contention.want(true);
  }

  @Override
  public void leave() {
    contention.want(false);
  }

  @Override
  public void resign() {
    if (terms.style() == Style.CALLS) {
      return; // each call gives it back when it ends
    }
    contention.giveUp();
  }

  @Override
  public void pass(Recorder recorder) throws Exception {
    contention.awaitWanted();
    if (terms.style() == Style.CALLS) {
      call(recorder);
      return;
    }
    contention.waiting(() -> held = lock.acquire());
    long begun = System.nanoTime();
    try {
      for (long before = begun; contention.goesOn(begun, terms.style()); ) {
        if (held.held()) {
          FencingToken token = held.token();
          recorder.works(before, token.czxid(), token.local());
        } else {
          recorder.idles(enterAgain());
          if (!Poll.isSo(RESUMES_WITHIN, () -> held.held())) {
            break;
          }
        }
        before = System.nanoTime();
      }
      recorder.idles("released");
    } finally {
      held.close();
      contention.done();
    }
  }

  /** A thread that has lost the lock must be told so when it enters again. */
  private String enterAgain() throws InterruptedException {
    try {
      Optional<HeldLock> again = lock.tryAcquire(Duration.ZERO);
      again.ifPresent(HeldLock::close);
      return again.isPresent() ? "entered" : "not-got";
    } catch (LockLostException e) {
      return "lost";
    }
  }

  private void call(Recorder recorder) throws Exception {
    if (calls == null) {
      calls = zk().create(LockedWork.class);
    }
    try {
      contention.waiting(() -> calls.locked(recorder, Style.CALLS));
    } finally {
      recorder.idles("released");
      contention.done();
    }
  }

  @Override
  Grant grant() {
    return held;
  }

  @Override
  public void close() {
    super.close();
    contention.end();
  }
}
