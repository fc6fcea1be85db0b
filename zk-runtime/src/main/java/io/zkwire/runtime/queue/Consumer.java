package io.zkwire.runtime.queue;

import com.fasterxml.jackson.databind.JavaType;
import io.zkwire.ConsumerOptions;
import io.zkwire.Delivery;
import io.zkwire.runtime.config.Json;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One who works on items, and what it has in hand. While its calls end quickly it claims some items
 * ahead, so that it need not wait for ZooKeeper between two of them. Its numbers are guarded by the
 * lock of the {@link Taker}.
 */
final class Consumer {

  /** A call that ends sooner makes it worth while to claim ahead; one that does not ends that. */
  private static final long SWIFT_NANOS = 2_000_000;

  private static final int MOST_AHEAD = 16;
  private static final int STEP = 2;

  /** Does the work. */
  @FunctionalInterface
  interface Work {
    void handle(Object item, Delivery delivery) throws Throwable;
  }

  private final String label;
  private final JavaType type;
  private final ConsumerOptions options;
  private final BooleanSupplier ready;
  private final Work work;
  private final ArrayDeque<Claim> hand = new ArrayDeque<>();
  private int asked;
  private int running;
  private int again;
  private int ahead;
  private int round;
  private boolean watched;
  private boolean closed;

  Consumer(String label, Type type, ConsumerOptions options, BooleanSupplier ready, Work work) {
    this.label = label;
    this.type = Json.MAPPER.constructType(type);
    this.options = options;
    this.ready = ready;
    this.work = work;
  }

  /** What messages call it. */
  String label() {
    return label;
  }

  ConsumerOptions options() {
    return options;
  }

  JavaType type() {
    return type;
  }

  Work work() {
    return work;
  }

  boolean ready() {
    return ready.getAsBoolean();
  }

  private int has() {
    return asked + running + hand.size();
  }

  /** How many items it could work on at once beside those that it has. */
  int free() {
    return closed ? 0 : Math.max(0, options.concurrency() - has());
  }

  /** How many items it may claim before it has time for them. */
  int ahead() {
    return closed ? 0 : ahead;
  }

  /**
   * Whether it may claim an item before it has time for it. A claim counts as a try, and one that
   * dies takes its whole hand with it: so nothing is claimed ahead that was tried before, nor while
   * such an item is in hand, nor where there is only one try. An item whose consumers die is thus
   * alone in hand from its second try on, and the others lose one try to it at most.
   */
  boolean mayClaimAhead(StoredItem item) {
    return !closed
        && options.retries() > 0
        && again == 0
        && item.tries() == 0
        && has() < options.concurrency() + ahead;
  }

  /** It asks for an item that has been tried before, or not. */
  void asks(boolean triedBefore) {
    asked++;
    again += triedBefore ? 1 : 0;
  }

  /** It has not got it. */
  void missed(boolean triedBefore) {
    asked--;
    again -= triedBefore ? 1 : 0;
  }

  /** It has got it; whether it works on it at once. */
  boolean takes(Claim claim) {
    boolean now = takesNow();
    if (!now) {
      hand.add(claim);
    }
    return now;
  }

  boolean takesNow() {
    asked--;
    boolean now = hand.isEmpty() && running < options.concurrency(); // what came before goes first
    running += now ? 1 : 0;
    return now;
  }

  /** It has got it, and neither works on it nor keeps it. */
  void letGoOf(Claim claim) {
    if (!hand.remove(claim)) {
      running--;
    }
    again -= claim.triedBefore() ? 1 : 0;
  }

  /** Its call has ended. */
  void ended(boolean triedBefore, long nanos) {
    running--;
    again -= triedBefore ? 1 : 0;
    ahead = nanos < SWIFT_NANOS ? Math.min(MOST_AHEAD, ahead + STEP) : 0;
  }

  /** The next item in hand, on which it works now, if it is free; or null. */
  @Nullable Claim next() {
    Claim claim = running < options.concurrency() ? hand.poll() : null;
    running += claim == null ? 0 : 1;
    return claim;
  }

  /** When the oldest in its hand was claimed, by the monotonic clock; now if there is none. */
  long oldest(long now) {
    return hand.isEmpty() ? now : hand.element().made();
  }

  /** Whether it holds what was claimed in an earlier session than this. */
  boolean holdsOfBefore(long epoch) {
    return !hand.isEmpty() && hand.element().epoch() != epoch;
  }

  /**
   * It lets go of all that it has not begun; what it has asked for before this, it lets go of when
   * that comes, so that none overtakes another.
   */
  List<Claim> letGo() {
    List<Claim> all = List.copyOf(hand);
    hand.clear();
    all.forEach(claim -> again -= claim.triedBefore() ? 1 : 0);
    ahead = 0;
    round++;
    return all;
  }

  /** How often it has let go. */
  int round() {
    return round;
  }

  boolean hasInHand() {
    return !hand.isEmpty();
  }

  /** Whether its hand is to be looked at after a while, and nobody does yet. */
  boolean beginsWatch() {
    boolean begins = !watched;
    watched = true;
    return begins;
  }

  void endsWatch() {
    watched = false;
  }

  /** Whether it works on nothing and asks for nothing. */
  boolean rests() {
    return running == 0 && asked == 0;
  }

  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
