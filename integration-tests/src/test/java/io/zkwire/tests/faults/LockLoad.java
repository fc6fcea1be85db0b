package io.zkwire.tests.faults;

import io.zkwire.DistributedLock;
import io.zkwire.FencingToken;
import io.zkwire.HeldLock;
import io.zkwire.LockLostException;
import io.zkwire.OutcomeUnknownException;
import io.zkwire.ZkOp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * A lock that is held for a moment at a time. Under it a counter in ZooKeeper is read, and written
 * with one more by a fenced write: a write of one who holds no longer would give a number twice.
 */
final class LockLoad extends Load {
  static final String FEATURE = "lock";
  static final String NAME = "till";
  static final String COUNTER = "/counter";
  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final int HOLD_MILLIS = 200;
  private static final int REST_MILLIS = 50;
  private static final long PACE_MILLIS = 3;

  private final Random random;
  private final WorkLog log;
  private DistributedLock lock;

  LockLoad(Stage stage) {
    super(stage, FEATURE);
    random = new Random(stage.process().hashCode());
    log = stage.workLog(FEATURE);
  }

  @Override
  void start() {
    lock = stage.zk().locks().exclusive(NAME);
    loop("lock", this::turn);
  }

  private void turn() throws Exception {
    Optional<HeldLock> got = lock.tryAcquire(WAIT);
    if (got.isEmpty()) {
      return;
    }
    try (HeldLock held = got.get()) {
      note("gain", held.token());
      long until = System.nanoTime() + (5 + random.nextInt(HOLD_MILLIS)) * 1_000_000L;
      boolean counted = false;
      while (System.nanoTime() < until && !ending()) {
        long before = System.nanoTime();
        if (!held.held()) {
          note("lost");
          break;
        }
        FencingToken token = held.token();
        log.append(new Observation(before, System.nanoTime(), token.czxid(), token.local()));
        if (!counted) {
          count(held, token);
          counted = true;
        }
        pause(PACE_MILLIS);
      }
    } catch (LockLostException e) {
      note("lost");
    }
    pause(random.nextInt(REST_MILLIS));
  }

  private void count(HeldLock held, FencingToken token) throws Exception {
    long next;
    try {
      byte[] data = stage.zk().curator().getData().forPath(stage.zk().chroot() + COUNTER);
      next = Long.parseLong(new String(data, StandardCharsets.US_ASCII)) + 1;
    } catch (org.apache.zookeeper.KeeperException e) {
      note("unread", e.code());
      return;
    }
    byte[] data = Long.toString(next).getBytes(StandardCharsets.US_ASCII);
    try {
      held.fenced(ZkOp.set(COUNTER, data));
      note("counted", next, token.czxid(), token.local());
    } catch (OutcomeUnknownException e) { // also if it is interrupted at the end
      note("unknown", next, token.czxid(), token.local());
    }
  }
}
