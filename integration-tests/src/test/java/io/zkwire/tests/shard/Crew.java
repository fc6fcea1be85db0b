package io.zkwire.tests.shard;

import io.zkwire.Shard;
import io.zkwire.Shards;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.HealthCheck;
import io.zkwire.annotation.OnShards;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Classes of the behaviour tests. */
public final class Crew {

  private Crew() {}

  /** One that works on its share. */
  @ClusterMember(group = "crew", id = "${id}")
  public static class Worker {
    @OnShards(value = "crew", shards = 12)
    Shards shards;

    final List<Set<Integer>> told = new CopyOnWriteArrayList<>();

    @OnShards(value = "crew", shards = 12)
    void share(List<Shard> mine) {
      Set<Integer> numbers = new TreeSet<>();
      mine.forEach(shard -> numbers.add(shard.number()));
      told.add(numbers);
    }
  }

  /** One that knows numbers only, and can be ill. */
  @ClusterMember(group = "crew", id = "${id}")
  public static class Numbers {
    volatile boolean well = true;
    volatile int[] numbers = {};
    volatile Set<Integer> set = Set.of();
    final AtomicInteger changes = new AtomicInteger();

    @HealthCheck(every = "100ms")
    boolean well() {
      return well;
    }

    @OnShards(value = "crew", shards = 12)
    private void take(int[] mine) {
      numbers = mine;
    }

    @OnShards(value = "crew", shards = 12)
    void take(Set<Integer> mine) {
      set = mine;
    }

    @OnShards(value = "crew", shards = 12)
    void changed() {
      changes.incrementAndGet();
    }
  }

  /** One that ends its work on a shard before it lets it go. */
  @ClusterMember(group = "crew", id = "${id}")
  public static class Careful {
    @OnShards(value = "crew", shards = 12)
    Shards shards;

    volatile CountDownLatch mayEnd = new CountDownLatch(0);
    final CountDownLatch asked = new CountDownLatch(1);
    volatile int had;

    @OnShards(value = "crew", shards = 12)
    void share(int[] mine) throws InterruptedException {
      if (mine.length < had) {
        asked.countDown();
        mayEnd.await();
      }
      had = mine.length;
    }
  }

  /** One that has another number in mind. */
  @ClusterMember(group = "crew", id = "${id}")
  public static class Other {
    @OnShards(value = "crew", shards = 5)
    Shards shards;
  }

  /** One that is no member. */
  public static class Outsider {
    @OnShards(value = "crew", shards = 12)
    Shards shards;
  }
}
