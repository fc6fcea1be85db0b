package io.zkwire.benchmarks.queue;

import io.zkwire.ConsumerOptions;
import io.zkwire.NewItem;
import io.zkwire.Registration;
import io.zkwire.WorkQueue;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.queue.DistributedQueue;
import org.apache.curator.framework.recipes.queue.QueueBuilder;
import org.apache.curator.framework.recipes.queue.QueueConsumer;
import org.apache.curator.framework.recipes.queue.QueueSerializer;
import org.apache.curator.framework.recipes.queue.SimpleDistributedQueue;
import org.apache.curator.framework.state.ConnectionState;

/**
 * Q1: items of 100 bytes, put and then taken by one consumer, one at a time. Curator's {@code
 * DistributedQueue} stands here in its unsafe mode, which deletes an item before it is worked on;
 * so does {@code SimpleDistributedQueue} always. Ours claims it, and removes it when the work is
 * done. Each waits until all of its items are put, or done.
 */
public final class ThroughputRow implements Row {

  private static final int ITEMS = 1_000;
  private static final int WARM_UP = 10; // until the compiler has seen all paths
  private static final String ITEM = "x".repeat(100);

  private final Samples ourPuts = new Samples();
  private final Samples ourTakes = new Samples();
  private final Samples unsafePuts = new Samples();
  private final Samples unsafeTakes = new Samples();
  private final Samples simplePuts = new Samples();
  private final Samples simpleTakes = new Samples();

  @Override
  public String id() {
    return "Q1";
  }

  @Override
  public String title() {
    return "queue puts and takes: SimpleDistributedQueue, DistributedQueue (unsafe mode)";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    String server = lab.server().connectString();
    CuratorFramework curator = Connections.curator(server);
    try (ZkWire zk = ZkWire.connect(server)) {
      int rounds = lab.rounds(10, 5);
      for (int round = -WARM_UP; round < rounds; round++) {
        ours(zk, "bench" + round, round >= 0);
        unsafe(curator, "/unsafe" + round, round >= 0);
        simple(curator, "/simple" + round, round >= 0);
      }
    } finally {
      curator.close();
    }
    return List.of(
        line("puts (putAll) | SimpleDistributedQueue", ourPuts, simplePuts, 10),
        line("puts (putAll) | DistributedQueue, unsafe mode", ourPuts, unsafePuts, 10),
        line("takes, one at a time | SimpleDistributedQueue", ourTakes, simpleTakes, 1.5),
        line("takes, one at a time | DistributedQueue, unsafe mode", ourTakes, unsafeTakes, 1.5));
  }

  private static Line line(String name, Samples ours, Samples theirs, double factor) {
    return new Line(
        "Q1", name, ours.median(), theirs.median(), "items/s", Goal.atLeastTimesPeer(factor));
  }

  /** A number of items a second. */
  private static void note(Samples samples, long began, boolean counts) {
    if (counts) {
      samples.add(ITEMS / ((System.nanoTime() - began) / 1e9));
    }
  }

  private static void await(CountDownLatch done) throws InterruptedException {
    if (!done.await(2, TimeUnit.MINUTES)) {
      throw new IllegalStateException(done.getCount() + " items were not taken");
    }
  }

  private void ours(ZkWire zk, String name, boolean counts) throws Exception {
    WorkQueue<String> queue = zk.queue(name, String.class);
    queue.put(ITEM); // its nodes stand
    List<NewItem<String>> items = new ArrayList<>();
    for (int i = 1; i < ITEMS; i++) {
      items.add(NewItem.of(ITEM));
    }
    long began = System.nanoTime();
    queue.putAll(items);
    note(ourPuts, began, counts);
    CountDownLatch done = new CountDownLatch(ITEMS);
    began = System.nanoTime();
    Registration consumer =
        queue.consume(ConsumerOptions.defaults(), (item, delivery) -> done.countDown());
    await(done);
    note(ourTakes, began, counts);
    consumer.close();
  }

  private void unsafe(CuratorFramework curator, String path, boolean counts) throws Exception {
    CountDownLatch done = new CountDownLatch(ITEMS);
    long began;
    DistributedQueue<String> putting =
        QueueBuilder.builder(curator, null, new Text(), path).buildQueue();
    putting.start();
    began = System.nanoTime();
    for (int i = 0; i < ITEMS; i++) {
      putting.put(ITEM);
    }
    putting.flushPuts(2, TimeUnit.MINUTES);
    note(unsafePuts, began, counts);
    putting.close();
    DistributedQueue<String> taking =
        QueueBuilder.builder(curator, new Counting(done), new Text(), path).buildQueue();
    began = System.nanoTime();
    taking.start();
    await(done);
    note(unsafeTakes, began, counts);
    taking.close();
  }

  private void simple(CuratorFramework curator, String path, boolean counts) throws Exception {
    SimpleDistributedQueue queue = new SimpleDistributedQueue(curator, path);
    byte[] item = ITEM.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    long began = System.nanoTime();
    for (int i = 0; i < ITEMS; i++) {
      queue.offer(item);
    }
    note(simplePuts, began, counts);
    began = System.nanoTime();
    for (int i = 0; i < ITEMS; i++) {
      if (queue.poll() == null) {
        throw new IllegalStateException("an item is missing");
      }
    }
    note(simpleTakes, began, counts);
  }

  /** Text as it is. */
  private static final class Text implements QueueSerializer<String> {
    @Override
    public byte[] serialize(String item) {
      return item.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(byte[] bytes) {
      return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** Counts what arrives. */
  private record Counting(CountDownLatch done) implements QueueConsumer<String> {
    @Override
    public void consumeMessage(String message) {
      done.countDown();
    }

    @Override
    public void stateChanged(CuratorFramework client, ConnectionState newState) {
      if (newState == ConnectionState.LOST) {
        throw new IllegalStateException("the connection is lost");
      }
    }
  }
}
