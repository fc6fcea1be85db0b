package io.zkwire.benchmarks.command;

import io.zkwire.Acknowledgement;
import io.zkwire.Commands;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * M4: a command to 100 members, each with a session of its own, until all acknowledgements are in.
 * The peer does the least that there is to do: one write, an event and a read for each member, and
 * one write of each, whose event the sender counts.
 */
public final class CommandRow implements Row {

  static final String GROUP = "bench";
  private static final int MEMBERS = 100;
  private static final int WARM_UP = 10;

  @Override
  public String id() {
    return "M4";
  }

  @Override
  public String title() {
    return "command to 100 members until all have acknowledged: raw, pipelined";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    Samples ours = new Samples();
    Samples raw = new Samples();
    int rounds = WARM_UP + lab.rounds(200, 50);
    try (Ours one = new Ours(lab);
        Raw other = new Raw(lab)) {
      for (int round = 0; round < rounds; round++) {
        long first = one.round(round);
        long second = other.round(round);
        if (round >= WARM_UP) {
          ours.addNanos(first);
          raw.addNanos(second);
        }
      }
    }
    return List.of(
        new Line(
            "M4",
            "command to 100 members, all acknowledged, p50 | raw, pipelined",
            ours.median(),
            raw.median(),
            "ms",
            Goal.timesPeer(3)));
  }

  private static final class Ours implements AutoCloseable {
    private final List<ZkWire> all = new ArrayList<>();
    private final Commands commands;

    Ours(Lab lab) throws Exception {
      String servers = lab.server().connectString();
      for (int i = 0; i < MEMBERS; i++) {
        ZkWire zk = ZkWire.builder().connect(servers).property("member", "m" + i).start();
        all.add(zk);
        zk.create(Obedient.class);
      }
      ZkWire sender = ZkWire.connect(servers);
      all.add(sender);
      commands = sender.commands(GROUP);
    }

    long round(int number) {
      long begun = System.nanoTime();
      Map<String, Acknowledgement> answers =
          commands.toAll().send("ping", number).await(Duration.ofSeconds(30));
      long took = System.nanoTime() - begun;
      long done =
          answers.values().stream().filter(a -> a.state() == Acknowledgement.State.DONE).count();
      if (done != MEMBERS) {
        throw new IllegalStateException(done + " members of " + MEMBERS + " have answered");
      }
      return took;
    }

    @Override
    public void close() {
      all.forEach(ZkWire::close);
    }
  }

  private static final class Raw implements AutoCloseable {
    private static final String ROOT = "/raw-commands";
    private static final String ANSWERS = "/raw-answers";
    private final List<RawReceiver> receivers = new ArrayList<>();
    private final ZooKeeper sender;
    private volatile CountDownLatch missing = new CountDownLatch(0);

    Raw(Lab lab) throws Exception {
      sender = Connections.raw(lab.server());
      Nodes.create(sender, ROOT, "");
      Nodes.create(sender, ANSWERS, "");
      for (int i = 0; i < MEMBERS; i++) {
        receivers.add(new RawReceiver(lab.server(), ROOT, ANSWERS, "m" + i));
      }
      sender.addWatch(
          ANSWERS,
          event -> {
            if (event.getType() == EventType.NodeCreated
                && event.getPath().lastIndexOf('/') > ANSWERS.length()) {
              missing.countDown();
            }
          },
          AddWatchMode.PERSISTENT_RECURSIVE);
    }

    long round(int number) throws Exception {
      missing = new CountDownLatch(MEMBERS);
      long begun = System.nanoTime();
      sender.multi(List.of(create(ANSWERS + "/" + number), create(ROOT + "/" + number)));
      if (!missing.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException(missing.getCount() + " answers are missing");
      }
      return System.nanoTime() - begun;
    }

    private static Op create(String path) {
      return Op.create(
          path,
          Nodes.bytes("{\"command\":\"ping\"}"),
          ZooDefs.Ids.OPEN_ACL_UNSAFE,
          CreateMode.PERSISTENT);
    }

    @Override
    public void close() {
      receivers.forEach(RawReceiver::close);
      Connections.close(sender);
    }
  }
}
