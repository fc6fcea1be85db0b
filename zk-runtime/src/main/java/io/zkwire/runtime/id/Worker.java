package io.zkwire.runtime.id;

import io.zkwire.runtime.exclusive.Candidacy;
import io.zkwire.runtime.exclusive.Hold;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A worker number that this process has, and the time that it has reserved for it: IDs of later
 * moments are given only after a later mark is stored. Thread-safe.
 */
final class Worker {

  private final int number;
  private final Candidacy candidacy;
  private final Hold hold;
  private final long from;
  private final AtomicReference<@Nullable CompletableFuture<@Nullable Void>> extending =
      new AtomicReference<>();
  private volatile long until;
  private volatile long checked;

  /**
   * Makes it.
   *
   * @param number the number
   * @param candidacy its claim
   * @param hold the grant of the claim
   * @param from the first millisecond that no earlier holder has reserved
   * @param until the first millisecond that is not reserved
   */
  Worker(int number, Candidacy candidacy, Hold hold, long from, long until) {
    this.number = number;
    this.candidacy = candidacy;
    this.hold = hold;
    this.from = from;
    this.until = until;
  }

  int number() {
    return number;
  }

  Candidacy candidacy() {
    return candidacy;
  }

  /** The first millisecond that no earlier holder has reserved. */
  long from() {
    return from;
  }

  /** The first millisecond that is not reserved. */
  long until() {
    return until;
  }

  void extend(long millis) {
    until = Math.max(until, millis);
  }

  AtomicReference<@Nullable CompletableFuture<@Nullable Void>> extending() {
    return extending;
  }

  /**
   * Whether the lease shows that the claim stands. Asked once a millisecond: the mark bounds what a
   * process can do that was stopped in between.
   *
   * @param millis the wall clock
   */
  boolean valid(long millis) {
    if (millis == checked) {
      return true;
    }
    boolean valid = hold.valid();
    if (valid) {
      checked = millis;
    }
    return valid;
  }
}
