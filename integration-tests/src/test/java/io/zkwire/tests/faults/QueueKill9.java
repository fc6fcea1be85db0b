package io.zkwire.tests.faults;

import io.zkwire.NewItem;
import io.zkwire.QueueState;
import io.zkwire.WorkQueue;
import io.zkwire.runtime.ZkWire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;

/**
 * Items through eight consumer processes, of which one is killed each round. None may be lost, and
 * one that is given again must carry the id of the first time and a higher number.
 */
final class QueueKill9 extends OwnRow {
  private static final int PROCESSES = 8;
  private static final int ITEMS_A_ROUND = 2_000;
  private static final int BATCH = 500;
  private static final int ROOM = 9_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  QueueKill9() {
    super("queue-kill9", 50);
  }

  @Override
  List<Kind> kinds() {
    return List.of(Kind.OURS_QUEUE, Kind.STOCK_QUEUE);
  }

  @Override
  boolean stockFails(Kind kind) {
    return kind == Kind.STOCK_QUEUE;
  }

  @Override
  Result run(Kind kind, Options options, Laboratory laboratory) throws Exception {
    long begun = System.nanoTime();
    int rounds = options.rounds(this, kind);
    Path directory = directory(laboratory, kind);
    String chroot = "/" + name() + "-" + kind.text + "-" + options.seed();
    Random random = new Random(options.seed());
    List<String> wrong = new ArrayList<>();
    String servers = laboratory.ensemble().connectString() + chroot;
    try (Feed feed = kind == Kind.OURS_QUEUE ? new Ours(servers) : new Stock(servers);
        Processes consumers =
            new Processes(
                laboratory,
                directory,
                QueueConsumerMain.class,
                List.of(chroot, kind.text, directory.toString()))) {
      for (int i = 0; i < PROCESSES; i++) {
        consumers.start(i);
      }
      for (int i = 0; i < PROCESSES; i++) {
        consumers.awaitReady(i);
      }
      for (int round = 0; round < rounds; round++) {
        feed.put(round * ITEMS_A_ROUND, ITEMS_A_ROUND);
        int left = random.nextInt(ITEMS_A_ROUND / 2) + 100;
        Poll.until("items are done", PATIENCE, () -> feed.left() < left);
        int victim = random.nextInt(PROCESSES);
        consumers.kill(victim);
        consumers.start(victim);
      }
      Poll.until("all items are done", PATIENCE, () -> feed.left() == 0);
      feed.check(rounds * ITEMS_A_ROUND, wrong);
      Poll.pass(Duration.ofMillis(300)); // whoever works on the last ones of stock writes them down
    } catch (RoundFailure e) {
      wrong.add(e.getMessage());
    }
    List<String> notes = new ArrayList<>();
    judge(directory, rounds * ITEMS_A_ROUND, kind, wrong, notes);
    return result(kind, options, rounds, wrong, notes, List.of(), begun);
  }

  private static void judge(
      Path directory, int items, Kind kind, List<String> wrong, List<String> notes)
      throws Exception {
    Map<Integer, List<String[]>> given = new HashMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
        for (String line : Files.readAllLines(file)) {
          String[] words = line.split(" ");
          given.computeIfAbsent(Integer.parseInt(words[0]), n -> new ArrayList<>()).add(words);
        }
      }
    }
    int lost = 0;
    int repeats = 0;
    for (int item = 0; item < items; item++) {
      List<String[]> all = given.getOrDefault(item, List.of());
      lost += all.isEmpty() ? 1 : 0;
      repeats += Math.max(0, all.size() - 1);
      long ids = all.stream().map(words -> words[1]).distinct().count();
      long tries = all.stream().map(words -> words[2]).distinct().count();
      if (ids > 1 || (kind.ours && tries < all.size())) {
        wrong.add("item " + item + " was given twice as another one, or as the same try");
      }
    }
    if (lost > 0) {
      wrong.add(lost + " of " + items + " items were lost");
    }
    notes.add(items + " items, " + lost + " lost, " + repeats + " given again");
  }

  /** Puts items, and knows how many are left. */
  private interface Feed extends AutoCloseable {
    void put(int first, int count) throws Exception;

    int left();

    void check(int items, List<String> wrong);

    @Override
    void close();
  }

  private static final class Ours implements Feed {
    private final ZkWire zk;
    private final WorkQueue<Integer> queue;

    Ours(String servers) {
      zk = ZkWire.builder().connect(servers).sessionTimeout(Duration.ofSeconds(10)).start();
      queue = zk.queue(Kind.NAME, Integer.class);
    }

    @Override
    public void put(int first, int count) {
      for (int from = first; from < first + count; from += BATCH) {
        List<NewItem<Integer>> batch = new ArrayList<>();
        for (int i = from; i < Math.min(first + count, from + BATCH); i++) {
          batch.add(NewItem.of(i).key("item-" + i));
        }
        Poll.until("there is room", PATIENCE, () -> left() + BATCH <= ROOM);
        int put = queue.putAll(batch);
        if (put != batch.size()) {
          throw new RoundFailure("of " + batch.size() + " items " + put + " were put");
        }
      }
    }

    @Override
    public int left() {
      return queue.state().items();
    }

    @Override
    public void check(int items, List<String> wrong) {
      QueueState state = queue.state();
      if (state.parked() != 0 || state.finished() != items) {
        wrong.add("the queue says of " + items + " items: " + state);
      }
    }

    @Override
    public void close() {
      zk.close();
    }
  }

  /** As Curator's queue does without a lock path: whoever takes an item deletes it first. */
  private static final class Stock implements Feed {
    private final CuratorFramework client;

    Stock(String servers) {
      String chroot = servers.substring(servers.indexOf('/'));
      String bare = servers.substring(0, servers.indexOf('/'));
      try (CuratorFramework maker =
          CuratorFrameworkFactory.newClient(bare, new RetryNTimes(10, 200))) {
        maker.start();
        maker.create().orSetData().forPath(chroot);
      } catch (Exception e) {
        throw new IllegalStateException("no chroot " + chroot, e);
      }
      client = CuratorFrameworkFactory.newClient(servers, new RetryNTimes(10, 200));
      client.start();
    }

    @Override
    public void put(int first, int count) throws Exception {
      org.apache.curator.framework.recipes.queue.DistributedQueue<Integer> queue =
          org.apache.curator.framework.recipes.queue.QueueBuilder.builder(
                  client, null, new IntegerSerializer(), Kind.STOCK_QUEUE.root)
              .buildQueue();
      queue.start();
      try {
        for (int i = first; i < first + count; i++) {
          queue.put(i);
        }
        queue.flushPuts(1, java.util.concurrent.TimeUnit.MINUTES);
      } finally {
        queue.close();
      }
    }

    @Override
    public int left() {
      try {
        return client.getChildren().forPath(Kind.STOCK_QUEUE.root).size();
      } catch (Exception e) {
        throw new RoundFailure("the queue cannot be listed: " + e);
      }
    }

    @Override
    public void check(int items, List<String> wrong) {}

    @Override
    public void close() {
      client.close();
    }
  }
}
