package io.zkwire.tests.faults;

import io.zkwire.Membership;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AsyncCallback;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;

/**
 * A process with many sessions, each with many members. Arguments: servers with the chroot, the
 * number of the first session, how many sessions, how many members each. To {@code look} it answers
 * how many sessions are connected and how many members stand, to {@code count} how many nodes its
 * sessions own.
 */
final class StormMain {
  private static final int THREADS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final List<ZkWire> wires = new ArrayList<>();
  private final List<Membership> members = new ArrayList<>();

  private StormMain() {}

  public static void main(String[] args) throws Exception {
    StormMain storm = new StormMain();
    int first = Integer.parseInt(args[1]);
    storm.open(args[0], first, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      String answer = words[0].equals("look") ? storm.look() : Integer.toString(storm.owned());
      System.out.println("answer " + words[1] + " " + answer);
    }
    Runtime.getRuntime().halt(0);
  }

  private void open(String servers, int first, int sessions, int nodes) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> opening = new ArrayList<>();
      for (int i = first; i < first + sessions; i++) {
        String group = "storm-" + i;
        opening.add(threads.submit(() -> open(servers, group, nodes)));
      }
      for (Future<?> each : opening) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void open(String servers, String group, int nodes) {
    ZkWire zk =
        ZkWire.builder()
            .connect(servers)
            .sessionTimeout(ReconnectStorm.SESSION)
            .connectTimeout(PATIENCE)
            .start();
    List<CompletableFuture<Membership>> joining = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      joining.add(zk.joinAsync(group, "m" + i));
    }
    List<Membership> joined = new ArrayList<>();
    joining.forEach(each -> joined.add(each.orTimeout(3, TimeUnit.MINUTES).join()));
    synchronized (wires) {
      wires.add(zk);
      members.addAll(joined);
    }
  }

  private String look() {
    long connected = wires.stream().filter(zk -> zk.state() == SessionState.CONNECTED).count();
    long standing = members.stream().filter(Membership::joined).count();
    return connected + " " + standing;
  }

  /** The nodes of members that stand, each owned by the session of its process. */
  private int owned() throws Exception {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (ZkWire zk : wires) {
      all.add(owned(zk.curator().getZookeeperClient().getZooKeeper()));
    }
    int owned = 0;
    for (CompletableFuture<Integer> each : all) {
      owned += each.get(1, TimeUnit.MINUTES);
    }
    return owned;
  }

  /** What a session owns the server lists by the session; the name tells that it is a member. */
  private static CompletableFuture<Integer> owned(ZooKeeper zk) {
    CompletableFuture<Integer> owned = new CompletableFuture<>();
    AsyncCallback.EphemeralsCallback callback =
        (rc, context, paths) -> {
          if (rc == KeeperException.Code.OK.intValue()) {
            owned.complete((int) paths.stream().filter(p -> p.contains("/members/")).count());
          } else {
            owned.completeExceptionally(KeeperException.create(KeeperException.Code.get(rc)));
          }
        };
    zk.getEphemerals(ReconnectStorm.CHROOT, callback, null);
    return owned;
  }
}
