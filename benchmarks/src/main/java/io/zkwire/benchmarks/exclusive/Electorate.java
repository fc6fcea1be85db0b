package io.zkwire.benchmarks.exclusive;

import io.zkwire.Leadership;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.ServerProcess;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.apache.zookeeper.ZooKeeper;

/** One client by which one stands for roles: zkwire's, in one of two modes, or Curator's. */
abstract class Electorate implements AutoCloseable {

  /** The session timeout. */
  static final int SESSION_MILLIS = 4_000;

  /** The lease and the lock-delay: half the session timeout, as the defaults are. */
  static final Duration LEASE = Duration.ofMillis(SESSION_MILLIS / 2);

  /**
   * How the server of such clients ticks, so that it can grant such sessions and ends them soon.
   */
  private static final int TICK_MILLIS = 200;

  /** Who makes them. Each kind has a chroot of its own. */
  enum Kind {
    ZKWIRE,
    SESSION_AWARE,
    LATCH;

    String connectString(String server) {
      return server + "/" + name();
    }

    Electorate connect(String server) throws Exception {
      return this == LATCH ? new Latches(server) : new Roles(this, server);
    }
  }

  /**
   * Starts the server of a row, with the chroots of all kinds.
   *
   * @return where it is
   */
  static String server(Lab lab) throws Exception {
    ServerProcess server = lab.server(TICK_MILLIS);
    ZooKeeper raw = Connections.raw(server);
    for (Kind kind : Kind.values()) {
      Nodes.create(raw, "/" + kind.name(), "");
    }
    Connections.close(raw);
    return server.connectString();
  }

  /** Stands for a role. */
  abstract Candidate stand(String role) throws Exception;

  @Override
  public abstract void close();

  /** One who stands for a role. */
  abstract static class Candidate implements AutoCloseable {
    final Led led = new Led();

    /** Whether others would be told that it leads: what a guard asks. */
    abstract BooleanSupplier leads();

    /** How many stand for the role. */
    abstract int standing() throws Exception;

    @Override
    public abstract void close();
  }

  private static final class Roles extends Electorate {
    private final ZkWire zk;

    Roles(Kind kind, String server) {
      LeaseOptions lease = LeaseOptions.defaults().lease(LEASE).lockDelay(LEASE);
      zk =
          ZkWire.builder()
              .connect(kind.connectString(server))
              .sessionTimeout(Duration.ofMillis(SESSION_MILLIS))
              .lease(kind == Kind.SESSION_AWARE ? lease.sessionAware() : lease)
              .start();
    }

    @Override
    Candidate stand(String role) {
      return new OfRole(zk.leadership(role));
    }

    @Override
    public void close() {
      zk.close();
    }

    private static final class OfRole extends Candidate {
      private final Leadership leadership;

      OfRole(Leadership leadership) {
        this.leadership = leadership;
        leadership.onChange(led::tell);
      }

      @Override
      BooleanSupplier leads() {
        return leadership::held;
      }

      @Override
      int standing() {
        return leadership.candidates().size();
      }

      @Override
      public void close() {
        leadership.close();
      }
    }
  }

  private static final class Latches extends Electorate {
    private final CuratorFramework client;

    Latches(String server) throws Exception {
      client = Connections.curator(Kind.LATCH.connectString(server), SESSION_MILLIS);
    }

    @Override
    Candidate stand(String role) throws Exception {
      return new OfLatch(new LeaderLatch(client, "/" + role));
    }

    @Override
    public void close() {
      client.close();
    }

    private static final class OfLatch extends Candidate {
      private final LeaderLatch latch;

      OfLatch(LeaderLatch latch) throws Exception {
        this.latch = latch;
        latch.addListener(
            new LeaderLatchListener() {
              @Override
              public void isLeader() {
                led.tell(true);
              }

              @Override
              public void notLeader() {
                led.tell(false);
              }
            });
        latch.start();
      }

      @Override
      BooleanSupplier leads() {
        return latch::hasLeadership;
      }

      @Override
      int standing() throws Exception {
        return latch.getParticipants().size();
      }

      @Override
      public void close() {
        try {
          latch.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** When a candidate was told that it leads. */
  static final class Led {
    private boolean leads;
    private long since;

    synchronized void tell(boolean now) {
      leads = now;
      since = System.nanoTime();
      notifyAll();
    }

    /** Waits for it, and returns when it was. */
    synchronized long await() throws InterruptedException {
      long deadline = System.nanoTime() + 60_000_000_000L;
      while (!leads) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new IllegalStateException("nobody became the leader");
        }
        wait(1 + left / 1_000_000);
      }
      return since;
    }
  }
}
