package io.zkwire.samples.legacy;

import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Two copies of an old program, before the agent, with it, and after it. */
public final class LegacyDemo {

  private static final String MAPPING =
      """
      version: 1
      zookeeper: { connect: "%s", session-timeout: 6s }
      classes:
        - class: com.acme.Nightly
          fields:
            - { field: intervalMillis, config: nightly/interval-ms, min: 100 }
          methods:
            - { method: job(), leader-only: nightly }
      """;

  private LegacyDemo() {}

  /** Runs the demonstration. */
  public static void main(String[] arguments) throws Exception {
    Path jar =
        Path.of(LegacyDemo.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path mapping = Files.createTempFile("zkwire", ".yaml");
    try (ZkWire zk = ZkWire.embedded();
        Copy one = Copy.start("one", jar);
        Copy two = Copy.start("two", jar)) {
      Files.writeString(mapping, MAPPING.formatted(zk.connectString()));
      show(zk, one, two, mapping, jar.resolveSibling("zk-agent.jar"));
    } finally {
      Files.delete(mapping);
    }
  }

  private static void show(ZkWire zk, Copy one, Copy two, Path mapping, Path agent)
      throws IOException, InterruptedException {
    System.out.println("Two copies of a program, and the job runs twice:");
    one.next(20);
    two.next(20);

    System.out.println("\nThe agent comes, while they run:");
    Tools.agent(agent, "attach", one.pid(), mapping.toString());
    Tools.agent(agent, "attach", two.pid(), mapping.toString());

    System.out.println("\nOne of them runs the job. Its interval is set to 2 s in ZooKeeper:");
    zk.config().publish("nightly/interval-ms", 2_000);
    Copy leader = await(one, two, "the next in 2000 ms");
    Copy other = leader == one ? two : one;
    other.forget();
    String twice = other.next(5);
    System.out.println(twice == null ? "The other is silent." : "Both run it: " + twice);

    System.out.println("\nThe agent goes, and they are as they were:");
    Tools.agent(agent, "detach", one.pid());
    Tools.agent(agent, "detach", two.pid());
    other.forget();
    System.out.println("The other again: " + other.next(20));
  }

  /** Waits for one of the two to write something. */
  private static Copy await(Copy one, Copy two, String text) throws InterruptedException {
    while (true) {
      for (Copy each : new Copy[] {one, two}) {
        @Nullable String line = each.next(1);
        if (line != null && line.endsWith(text)) {
          return each;
        }
      }
    }
  }
}
