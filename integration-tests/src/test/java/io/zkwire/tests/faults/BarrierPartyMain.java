package io.zkwire.tests.faults;

import io.zkwire.Barrier;
import io.zkwire.BarrierBrokenException;
import io.zkwire.runtime.ZkWire;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A party: told "go N millis" it waits at the barrier for at most so long, and says "done N passed"
 * or "done N reason". Arguments: servers, number, chroot, parties.
 */
final class BarrierPartyMain {
  private BarrierPartyMain() {}

  public static void main(String[] args) throws Exception {
    ZkWire zk =
        ZkWire.builder()
            .connect(args[0] + args[2])
            .sessionTimeout(Setting.T)
            .connectTimeout(Duration.ofSeconds(30))
            .start();
    Barrier barrier = zk.barrier(Kind.NAME, Integer.parseInt(args[3]));
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      String outcome;
      try {
        barrier.await(Duration.ofMillis(Long.parseLong(words[2])));
        outcome = "passed";
      } catch (BarrierBrokenException e) {
        outcome = e.reason().name();
      }
      System.out.println("done " + words[1] + " " + outcome);
    }
    Runtime.getRuntime().halt(0);
  }
}
