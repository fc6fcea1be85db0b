package io.zkwire.tests.faults;

import io.zkwire.Barrier;
import io.zkwire.BarrierBrokenException;
import io.zkwire.BarrierPass;
import io.zkwire.ZkConnectException;
import io.zkwire.runtime.ZkWire;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A party of several barriers: told "await B N nanos millis" it comes to barrier B after so many
 * nanoseconds, waits there for at most so many milliseconds, and says "done B N passed" or "done B
 * N reason"; told "enter B N nanos millis" it enters and leaves, and says also "left B N passed" or
 * "left B N reason". Arguments: servers, number, chroot, parties, barriers.
 *
 * <p>What it waits for after its time is over is shorter than its session, so that a session in
 * which it gave up may go on.
 */
final class BarrierPartyMain {
  private BarrierPartyMain() {}

  public static void main(String[] args) throws Exception {
    ZkWire zk = connect(args[0] + args[2]);
    List<Barrier> barriers = new ArrayList<>();
    List<ExecutorService> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[4]); i++) {
      barriers.add(zk.barrier(Kind.NAME + i, Integer.parseInt(args[3])));
      threads.add(Executors.newSingleThreadExecutor());
    }
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      long now = System.nanoTime();
      String[] words = line.split(" ");
      int barrier = Integer.parseInt(words[1]);
      threads.get(barrier).execute(() -> come(barriers.get(barrier), words, now));
    }
    Runtime.getRuntime().halt(0);
  }

  private static ZkWire connect(String servers) {
    while (true) {
      try {
        return ZkWire.builder()
            .connect(servers)
            .sessionTimeout(Setting.T)
            .connectTimeout(Setting.T.dividedBy(2))
            .start();
      } catch (ZkConnectException e) {
        System.err.println("once more, since " + e.getMessage());
      }
    }
  }

  private static void come(Barrier barrier, String[] words, long told) {
    long moment = told + Long.parseLong(words[3]);
    for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    String which = words[1] + " " + words[2] + " ";
    Duration timeout = Duration.ofMillis(Long.parseLong(words[4]));
    try {
      if (words[0].equals("enter")) {
        enter(barrier, which, timeout);
      } else {
        await(barrier, which, timeout);
      }
    } catch (InterruptedException | RuntimeException e) {
      e.printStackTrace(); // and it says nothing more of this one
    }
  }

  private static void await(Barrier barrier, String which, Duration timeout)
      throws InterruptedException {
    try {
      barrier.await(timeout);
      System.out.println("done " + which + "passed");
    } catch (BarrierBrokenException e) {
      System.out.println("done " + which + e.reason());
    }
  }

  private static void enter(Barrier barrier, String which, Duration timeout)
      throws InterruptedException {
    BarrierPass pass;
    try {
      pass = barrier.enter(timeout);
    } catch (BarrierBrokenException e) {
      System.out.println("done " + which + e.reason());
      return;
    }
    System.out.println("done " + which + "passed");
    try {
      pass.close();
      System.out.println("left " + which + "passed");
    } catch (BarrierBrokenException e) {
      System.out.println("left " + which + e.reason());
    }
  }
}
