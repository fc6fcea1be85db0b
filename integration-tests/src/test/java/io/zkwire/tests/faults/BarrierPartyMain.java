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

/**
 * A party: told "await N millis" it waits at the barrier for at most so long, and says "done N
 * passed" or "done N reason"; told "enter N millis" it enters and leaves, and says also "left N" or
 * "left N reason". Arguments: servers, number, chroot, parties.
 *
 * <p>What it waits for after its time is over is shorter than its session, so that a session in
 * which it gave up may go on.
 */
final class BarrierPartyMain {
  private BarrierPartyMain() {}

  public static void main(String[] args) throws Exception {
    ZkWire zk = connect(args[0] + args[2]);
    Barrier barrier = zk.barrier(Kind.NAME, Integer.parseInt(args[3]));
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      Duration timeout = Duration.ofMillis(Long.parseLong(words[2]));
      if (words[0].equals("enter")) {
        enter(barrier, words[1], timeout);
      } else {
        await(barrier, words[1], timeout);
      }
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

  private static void await(Barrier barrier, String number, Duration timeout)
      throws InterruptedException {
    try {
      barrier.await(timeout);
      System.out.println("done " + number + " passed");
    } catch (BarrierBrokenException e) {
      System.out.println("done " + number + " " + e.reason());
    }
  }

  private static void enter(Barrier barrier, String number, Duration timeout)
      throws InterruptedException {
    BarrierPass pass;
    try {
      pass = barrier.enter(timeout);
    } catch (BarrierBrokenException e) {
      System.out.println("done " + number + " " + e.reason());
      return;
    }
    System.out.println("done " + number + " passed");
    try {
      pass.close();
      System.out.println("left " + number + " passed");
    } catch (BarrierBrokenException e) {
      System.out.println("left " + number + " " + e.reason());
    }
  }
}
