package io.zkwire.tests.cluster;

import io.zkwire.ClusterView;
import io.zkwire.Leadership;
import io.zkwire.Member;
import io.zkwire.Reason;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.HealthCheck;
import io.zkwire.annotation.Leader;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.MemberState;
import io.zkwire.annotation.Members;
import io.zkwire.annotation.OnMemberChange;
import io.zkwire.annotation.OnMemberJoin;
import io.zkwire.annotation.OnMemberLeave;
import io.zkwire.annotation.OnOffline;
import io.zkwire.annotation.OnOnline;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.ZkLock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Classes of the behaviour tests. */
public final class Staff {

  private Staff() {}

  /** A member that tells something. */
  @ClusterMember(group = "importers", id = "${id}", every = "1s", version = "1.4")
  public static class Importer {
    @MemberState("queued")
    volatile int queued = 3;

    volatile String phase = "idle";

    @MemberState("phase")
    private String phase() {
      return phase;
    }
  }

  /** One that watches. */
  public static class Watcher {
    @Members("importers")
    ClusterView importers;

    final List<String> events = new CopyOnWriteArrayList<>();

    @OnMemberJoin("importers")
    void joined(Member member) {
      events.add("join " + member.id());
    }

    @OnMemberLeave("importers")
    private void left(Member member, Reason reason) {
      events.add("leave " + member.id() + " " + reason);
    }

    @OnMemberChange("importers")
    void changed(Member before, Member now) {
      events.add("change " + now.id() + " " + now.health() + " " + now.status());
    }
  }

  /** One that wants to see each state. */
  public static class StateWatcher {
    @Members("importers")
    ClusterView importers;

    final List<Object> phases = new CopyOnWriteArrayList<>();

    @OnMemberChange(value = "importers", state = true)
    void changed(Member now) {
      phases.add(now.state().get("phase"));
    }
  }

  /** One that does not mind short absences. */
  public static class PatientWatcher {
    @Members(value = "importers", grace = "20s")
    ClusterView importers;

    final List<String> events = new CopyOnWriteArrayList<>();

    @OnMemberJoin("importers")
    void joined() {
      events.add("join");
    }

    @OnMemberLeave("importers")
    void left(Member member) {
      events.add("leave " + member.id());
    }
  }

  /** One whose checks fail when the test wants it. */
  @ClusterMember(group = "importers", id = "${id}")
  public static class Sick {
    volatile boolean well = true;
    volatile boolean broken;
    volatile CountDownLatch hanging = new CountDownLatch(0);

    @Leader("sick-leader")
    Leadership leadership;

    @HealthCheck(every = "100ms", resign = true)
    boolean well() {
      return well;
    }

    @HealthCheck(every = "100ms")
    private void works() {
      if (broken) {
        throw new IllegalStateException("broken");
      }
    }

    @HealthCheck(every = "100ms", timeout = "200ms")
    boolean answers() throws InterruptedException {
      hanging.await();
      return true;
    }
  }

  /** One that can be drained. */
  @ClusterMember(group = "importers", id = "${id}")
  public static class Drained {
    @Leader("drained-leader")
    Leadership leadership;

    final List<String> events = new CopyOnWriteArrayList<>();
    final AtomicInteger runs = new AtomicInteger();
    volatile CountDownLatch mayFinish = new CountDownLatch(0);

    @LeaderOnly("drained-leader")
    public void lead() {
      runs.incrementAndGet();
    }

    @ZkLock("drained-lock")
    public void locked() {
      runs.incrementAndGet();
    }

    @ZkLock(value = "drained-lock", otherwise = Otherwise.THROW)
    public int strict() {
      return runs.incrementAndGet();
    }

    @OnOffline
    private void off() throws InterruptedException {
      events.add("off, leading " + leadership.held());
      mayFinish.await();
    }

    @OnOnline
    void on() {
      events.add("on");
    }
  }

  /** A member of a large group. */
  @ClusterMember(group = "crowd", id = "${id}", buckets = 16)
  public static class OfMany {}
}
