package io.zkwire.tests.exclusive;

import io.zkwire.FencingToken;
import io.zkwire.Leadership;
import io.zkwire.annotation.Leader;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.LockMode;
import io.zkwire.annotation.OnFollower;
import io.zkwire.annotation.OnLeader;
import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.ZkLock;
import io.zkwire.annotation.ZkPermit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Guarded classes of the behaviour tests. */
public final class Jobs {

  private Jobs() {}

  /** Runs in the process that leads. */
  public static class Reports {
    @Leader("reports")
    Leadership leadership;

    final AtomicInteger runs = new AtomicInteger();
    final List<String> events = new CopyOnWriteArrayList<>();

    @LeaderOnly("reports")
    public void runOnce() {
      runs.incrementAndGet();
    }

    /** A guarded method that calls another one. */
    @LeaderOnly("reports")
    public void runTwice() {
      runOnce();
      runOnce();
    }

    @LeaderOnly(value = "reports", otherwise = Otherwise.THROW)
    public int pending() {
      return 7;
    }

    @LeaderOnly(value = "reports", otherwise = Otherwise.EMPTY)
    public Optional<String> last() {
      return Optional.of("last");
    }

    @LeaderOnly(value = "reports", otherwise = Otherwise.EMPTY)
    public CompletionStage<String> later() {
      return CompletableFuture.completedFuture("later");
    }

    @LeaderOnly("reports")
    public void failing() {
      throw new IllegalStateException("from the method");
    }

    @OnLeader("reports")
    void lead(FencingToken term) {
      events.add("lead " + term);
    }

    @OnFollower("reports")
    private void follow() {
      events.add("follow");
    }
  }

  /** A call that stays inside for as long as the test wants. */
  public static class Slow {
    @Leader("slow")
    Leadership leadership;

    final CountDownLatch inside = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    volatile boolean interrupted;
    volatile boolean ended;

    @LeaderOnly("slow")
    public void run() throws InterruptedException {
      inside.countDown();
      mayEnd.await();
      ended = true;
    }

    @LeaderOnly(value = "slow", onLoss = OnLoss.INTERRUPT)
    public void runInterruptibly() {
      inside.countDown();
      try {
        mayEnd.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }

    /** Calls that outlive their grant are interrupted: so would be one that waits for itself. */
    @LeaderOnly(value = "slow", onLoss = OnLoss.INTERRUPT)
    public void resignInside() throws InterruptedException {
      leadership.resign();
      interrupted = Thread.currentThread().isInterrupted();
      inside.countDown();
      mayEnd.await();
      ended = true;
    }
  }

  /** Every method that can be guarded by its class is. */
  @LeaderOnly("everything")
  public static class Everything {
    final AtomicInteger runs = new AtomicInteger();

    public void first() {
      runs.incrementAndGet();
    }

    void second() {
      runs.incrementAndGet();
    }
  }

  /** Holds locks around its methods. */
  public static class Shipping {
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);

    @ZkLock(value = "orders-{orderId}", waitFor = "20s", otherwise = Otherwise.THROW)
    public FencingToken ship(String orderId) {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      try {
        return FencingToken.current();
      } finally {
        inside.decrementAndGet();
      }
    }

    @ZkLock(value = "orders-{orderId}", waitFor = "20s", otherwise = Otherwise.THROW)
    public boolean again(String orderId) {
      FencingToken outer = FencingToken.current();
      return ship(orderId).equals(outer);
    }

    @ZkLock(value = "held", waitFor = "0s")
    public void hold() throws InterruptedException {
      entered.countDown();
      mayEnd.await();
    }

    @ZkLock(value = "held", waitFor = "0s", otherwise = Otherwise.THROW)
    public String tryHold() {
      return "got";
    }

    @ZkLock(value = "held", mode = LockMode.SHARED, waitFor = "20s", otherwise = Otherwise.THROW)
    public String read() {
      return "read";
    }

    @ZkPermit(value = "exports", permits = 2, waitFor = "20s", otherwise = Otherwise.THROW)
    public void export(CountDownLatch started, CountDownLatch go) throws InterruptedException {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      started.countDown();
      go.await();
      inside.decrementAndGet();
    }

    @LeaderOnly("shipping")
    @ZkLock(value = "orders-{orderId}", waitFor = "20s")
    public void leadAndShip(String orderId) {
      most.accumulateAndGet(FencingToken.current().compareTo(new FencingToken(0, 0)), Math::max);
    }
  }

  /** Calls that may lose what they hold while they are inside. */
  public static class Fragile {
    final CountDownLatch inside = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    volatile boolean interrupted;

    @ZkLock(
        value = "fragile",
        waitFor = "20s",
        otherwise = Otherwise.THROW,
        onLoss = OnLoss.INTERRUPT)
    public FencingToken lockInterruptibly() {
      return stay();
    }

    @ZkLock(value = "fragile", waitFor = "20s", otherwise = Otherwise.THROW)
    public FencingToken lock() {
      return stay();
    }

    /** Asks for the same lock once more when it may end. */
    @ZkLock(value = "fragile", waitFor = "20s", otherwise = Otherwise.THROW)
    public FencingToken lockTwice() {
      stay();
      return lock();
    }

    @ZkPermit(
        value = "seat",
        permits = 1,
        waitFor = "20s",
        otherwise = Otherwise.THROW,
        onLoss = OnLoss.INTERRUPT)
    public FencingToken permitInterruptibly() {
      return stay();
    }

    @ZkPermit(value = "seat", permits = 1, waitFor = "20s", otherwise = Otherwise.THROW)
    public FencingToken permit() {
      return stay();
    }

    private FencingToken stay() {
      FencingToken token = FencingToken.current();
      inside.countDown();
      try {
        mayEnd.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
      return token;
    }
  }
}
