package io.zkwire.runtime.lock;

import io.zkwire.FencingToken;
import io.zkwire.HeldLock;
import io.zkwire.LockLostException;
import io.zkwire.ZkOp;
import io.zkwire.runtime.exclusive.Candidacy;
import io.zkwire.runtime.exclusive.Fenced;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** One hold on a grant. Thread-safe. */
final class Held implements HeldLock {

  /** Gives it back. */
  @FunctionalInterface
  interface Return {
    void back(Held held);
  }

  private final Session session;
  private final String name;
  private final Candidacy candidacy;
  private final Hold hold;
  private final FencingToken token;
  private final Return giveBack;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final long began = System.nanoTime();

  Held(
      Session session,
      String name,
      Candidacy candidacy,
      Hold hold,
      FencingToken token,
      Return giveBack) {
    this.session = session;
    this.name = name;
    this.candidacy = candidacy;
    this.hold = hold;
    this.token = token;
    this.giveBack = giveBack;
  }

  Candidacy candidacy() {
    return candidacy;
  }

  Hold hold() {
    return hold;
  }

  @Override
  public boolean held() {
    return !closed.get() && hold.valid();
  }

  @Override
  public void checkHeld() {
    if (!held()) {
      throw lost();
    }
  }

  /** Whether it will never be held again. */
  boolean over() {
    return closed.get() || hold.closed();
  }

  LockLostException lost() {
    String why =
        closed.get()
            ? "it was given back"
            : hold.closed()
                ? "its node or its session is gone, and another may hold it"
                : "its lease has lapsed, and it cannot be shown that no other holds it";
    return new LockLostException(
        name,
        "'" + name + "' with the token " + token + " is not held: " + why,
        "Stop what it protects; close it and take it anew",
        null);
  }

  @Override
  public FencingToken token() {
    return token;
  }

  @Override
  public Duration remaining() {
    return closed.get() ? Duration.ZERO : hold.remaining();
  }

  @Override
  public void fenced(ZkOp... operations) {
    checkHeld();
    Fenced.write(session, candidacy, operations, this::lost);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      session.metrics().time("zkwire.lock.held", System.nanoTime() - began);
      giveBack.back(this);
    }
  }
}
