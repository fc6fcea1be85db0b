package io.zkwire.benchmarks.agent;

import io.zkwire.benchmarks.harness.ChildProcess;
import io.zkwire.benchmarks.harness.Connections;
import io.zkwire.benchmarks.harness.Goal;
import io.zkwire.benchmarks.harness.Lab;
import io.zkwire.benchmarks.harness.Line;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Row;
import io.zkwire.benchmarks.harness.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.ZooKeeper;

/**
 * A2 and A3: what the agent adds to the start of a program; how long it takes to attach it to one
 * of 5,000 classes, until the field follows ZooKeeper; how large its jar is, and the heap after it.
 */
public final class AttachRow implements Row {

  private static final int CLASSES = 5_000;
  private static final double MIB = 1 << 20;

  @Override
  public String id() {
    return "A2";
  }

  @Override
  public String title() {
    return "start with the agent, attach it, heap and jar: the same program without it";
  }

  @Override
  public List<Line> measure(Lab lab) throws Exception {
    ZooKeeper zk = Connections.raw(lab.server());
    Nodes.create(zk, "/config/" + AgentFiles.KEY, Integer.toString(WovenRow.MAPPED_LIMIT));
    Connections.close(zk);
    Samples plain = new Samples();
    Samples premain = new Samples();
    Samples floor = new Samples();
    Samples attach = new Samples();
    Samples before = new Samples();
    Samples after = new Samples();
    try (AgentFiles files = new AgentFiles(lab.server())) {
      for (int round = lab.rounds(15, 3); round > 0; round--) {
        plain.addNanos(start(List.of()));
        premain.addNanos(start(List.of(files.option())));
      }
      for (int round = lab.rounds(10, 2); round > 0; round--) {
        try (ChildProcess program = program(List.of(), Integer.toString(CLASSES))) {
          program.await("UP");
          before.add(Long.parseLong(program.await("HEAP")) / MIB);
          floor.addNanos(command("jcmd", Long.toString(program.pid()), "VM.version"));
          attach.addNanos(attach(program, files));
          after.add(Long.parseLong(program.await("HEAP")) / MIB);
        }
      }
    }
    return List.of(
        line(
            "A2", "start a program, p50 | without", premain, plain, "ms", Goal.peerPlus(600, "ms")),
        line(
            "A2",
            "attach to 5,000 classes, p50 | jcmd VM.version",
            attach,
            floor,
            "ms",
            Goal.atMost(2_500, "ms")),
        line("A3", "heap in use | before attach", after, before, "MiB", Goal.peerPlus(15, "MiB")),
        new Line(
            "A3",
            "the agent's jar | limit",
            Math.rint(AgentFiles.jar().toFile().length() / 1e4) / 1e2,
            13.5,
            "MB",
            Goal.atMost(13.5, "MB")));
  }

  private static Line line(
      String row, String name, Samples ours, Samples peer, String unit, Goal goal) {
    return new Line(row, name, ours.median(), peer.median(), unit, goal);
  }

  private static ChildProcess program(List<String> options, String... args) throws Exception {
    return new ChildProcess(LegacyMain.class, options, List.of(args));
  }

  /** From the start of a program to its first line. */
  private static long start(List<String> options) throws Exception {
    long begin = System.nanoTime();
    try (ChildProcess program = program(options, "0", "end")) {
      program.await("UP");
      return System.nanoTime() - begin;
    }
  }

  private static long attach(ChildProcess program, AgentFiles files) throws Exception {
    return command(
        "java",
        "-jar",
        AgentFiles.jar().toString(),
        "attach",
        Long.toString(program.pid()),
        files.mapping().toString());
  }

  /** How long a command of the JDK takes that must succeed. */
  private static long command(String tool, String... args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of(args));
    Path output = Files.createTempFile("zkwire", ".out");
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = process.waitFor();
    long took = System.nanoTime() - begin;
    String said = Files.readString(output);
    Files.delete(output);
    if (code != 0) {
      throw new IllegalStateException(tool + " ended with " + code + ": " + said);
    }
    return took;
  }
}
