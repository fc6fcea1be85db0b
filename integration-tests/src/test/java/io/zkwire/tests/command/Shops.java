package io.zkwire.tests.command;

import io.zkwire.Commands;
import io.zkwire.Leadership;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.CommandChannel;
import io.zkwire.annotation.Leader;
import io.zkwire.annotation.OnCommand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Classes of the behaviour tests that carry out commands. */
public final class Shops {

  private Shops() {}

  /** What travels. */
  public record Price(String article, long cents) {}

  /** A member that carries out commands. */
  @ClusterMember(group = "shops", id = "${shop}")
  public static class Shop {
    final List<String> ran = new CopyOnWriteArrayList<>();
    final CountDownLatch inside = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);

    @OnCommand("flush")
    int flush(String cache, Duration olderThan, int most) {
      ran.add("flush " + cache + " " + olderThan + " " + most);
      return most + 1;
    }

    @OnCommand("prices")
    List<Price> prices(Map<String, List<Price>> now) {
      ran.add("prices " + now.keySet());
      return now.values().iterator().next();
    }

    @OnCommand("note")
    private void note(int number) {
      ran.add("note " + number);
    }

    @OnCommand("fail")
    void fail() {
      ran.add("fail");
      throw new IllegalStateException("no stock");
    }

    @OnCommand("slow")
    void slow() throws InterruptedException {
      ran.add("slow");
      inside.countDown();
      mayEnd.await();
    }

    @OnCommand("large")
    String large() {
      return "x".repeat(100_000);
    }
  }

  /** Not a member itself: it belongs to the one that its connection has. */
  public static class Cache {
    final List<String> ran = new CopyOnWriteArrayList<>();

    @OnCommand(value = "cache", channel = "shops")
    void cache() {
      ran.add("cache");
    }
  }

  /** Joins by itself. */
  public static class Kiosk {
    final List<String> ran = new CopyOnWriteArrayList<>();

    @Leader("chief")
    Leadership leadership;

    @OnCommand(value = "open", channel = "kiosks", member = "${shop}")
    String open() {
      ran.add("open");
      return "open";
    }
  }

  /** Sends. */
  public static class Centre {
    @CommandChannel("shops")
    Commands shops;
  }
}
