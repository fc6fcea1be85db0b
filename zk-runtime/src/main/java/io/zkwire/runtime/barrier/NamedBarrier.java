package io.zkwire.runtime.barrier;

import io.zkwire.Barrier;
import io.zkwire.BarrierBrokenException;
import io.zkwire.BarrierBrokenException.Reason;
import io.zkwire.BarrierPass;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Ranges;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A barrier as the application sees it. Thread-safe. */
final class NamedBarrier implements Barrier {

  private static final int MOST_PARTIES = 1_000;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Session session;
  private final Set<Party> waiting;
  private final Leftovers leftovers;
  private final Root root;

  NamedBarrier(Session session, Set<Party> waiting, Leftovers leftovers, String name, int parties) {
    this.session = session;
    this.waiting = waiting;
    this.leftovers = leftovers;
    this.root = new Root(name, Ranges.within("parties", parties, 1, MOST_PARTIES));
  }

  @Override
  public String name() {
    return root.name();
  }

  @Override
  public int parties() {
    return root.parties();
  }

  @Override
  public void await(Duration timeout) throws InterruptedException {
    pass(timeout).end();
  }

  @Override
  public BarrierPass enter(Duration timeout) throws InterruptedException {
    return new Inside(pass(timeout), timeout);
  }

  private Party pass(Duration timeout) throws InterruptedException {
    Ranges.within("timeout", timeout, Duration.ZERO, LONGEST);
    session.requireOpen();
    Party party = new Party(session, root, leftovers);
    waiting.add(party);
    boolean passed = false;
    try {
      Generation outcome = outcome(party, party.enter(), timeout);
      if (!outcome.isPassed()) {
        throw broken(outcome, "before all were there");
      }
      session.metrics().count("zkwire.barrier.passed", 1);
      passed = true;
      return party;
    } finally {
      waiting.remove(party);
      if (!passed) {
        party.end();
      }
    }
  }

  /** What was decided; a party that waits no longer sees to it that something is. */
  private Generation outcome(Party party, CompletableFuture<Generation> decided, Duration timeout)
      throws InterruptedException {
    session.requireOpen(); // whoever closed it in between did not see this party
    try {
      return decided.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      party.giveUp(Reason.TIMEOUT);
      return afterwards(decided);
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      party.giveUp(Reason.INTERRUPTED);
      Generation outcome = afterwards(decided);
      if (!outcome.isPassed() || outcome.state() == Generation.State.BROKEN_INSIDE) {
        throw e;
      }
      Thread.currentThread().interrupt(); // all had been here before that
      return outcome;
    }
  }

  private Generation afterwards(CompletableFuture<Generation> decided) throws InterruptedException {
    try {
      long millis = session.options().connectTimeout().toMillis();
      return decided.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Generation.open().broken(Reason.UNKNOWN, "");
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static ZkWireException failure(ExecutionException e) {
    return e.getCause() instanceof ZkWireException failure
        ? failure
        : new ZkWireException(
            ErrorCode.SESSION_REQUEST, "waiting failed: " + e.getCause(), "Try again", e);
  }

  private BarrierBrokenException broken(Generation outcome, String when) {
    session.metrics().count("zkwire.barrier.broken", 1);
    Reason found = outcome.reason();
    Reason reason = found == null ? Reason.UNKNOWN : found;
    String why =
        switch (reason) {
          case TIMEOUT -> "a party waited for as long as it may";
          case DEATH -> "a party died, or its session ended";
          case INTERRUPTED -> "a party was interrupted";
          case UNKNOWN -> "ZooKeeper could not be asked, and nothing is known of the others";
        };
    return new BarrierBrokenException(
        root.name(),
        reason,
        "the barrier '"
            + root.name()
            + "' of "
            + root.parties()
            + " parties was broken "
            + when
            + ": "
            + why
            + (outcome.by().isEmpty() ? "" : ", as " + outcome.by() + " says"),
        "Let all parties try again, which is the next generation");
  }

  /** A party that has passed. */
  private final class Inside implements BarrierPass {
    private final Party party;
    private final Duration timeout;
    private final AtomicBoolean closed = new AtomicBoolean();

    Inside(Party party, Duration timeout) {
      this.party = party;
      this.timeout = timeout;
    }

    @Override
    public long generation() {
      return party.number();
    }

    @Override
    public void close() {
      if (!closed.compareAndSet(false, true)) {
        return;
      }
      Generation outcome = leave();
      if (outcome == null || outcome.state() != Generation.State.LEFT) {
        throw broken(
            outcome == null ? Generation.open().broken(Reason.INTERRUPTED, "") : outcome,
            "before all had left");
      }
    }

    private @Nullable Generation leave() {
      waiting.add(party);
      try {
        return outcome(party, party.leave(), timeout);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      } finally {
        waiting.remove(party);
        party.end();
      }
    }
  }
}
