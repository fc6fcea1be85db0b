package io.zkwire.benchmarks.spring;

import io.zkwire.benchmarks.harness.ChildProcess;
import io.zkwire.benchmarks.harness.Nodes;
import io.zkwire.benchmarks.harness.Samples;
import io.zkwire.benchmarks.harness.ServerProcess;
import org.apache.zookeeper.ZooKeeper;

/** An application with 500 keys of its own, of which one changes. Not thread-safe. */
final class Changing implements AutoCloseable {

  private static final int KEYS = 500;
  private static final String KEY = "k007";

  /** Spring Cloud Zookeeper refreshes once for each key that it finds. */
  private static final long START_SECONDS = 900;

  final Samples millis = new Samples();
  final Samples requests = new Samples();
  final Samples touched = new Samples();

  private final ServerProcess server;
  private final ZooKeeper publisher;
  private final String path;
  private final ChildProcess process;
  private int value = KEYS;
  private long touchedBefore;

  /**
   * Makes its keys and starts it.
   *
   * @param server where
   * @param publisher who changes the key
   * @param libraries which libraries it has
   * @param application its class, and the name of its chroot
   * @param args properties
   */
  Changing(
      ServerProcess server,
      ZooKeeper publisher,
      SpringProcess libraries,
      String application,
      String... args)
      throws Exception {
    this.server = server;
    this.publisher = publisher;
    String parent = "/" + application + "/config/bench";
    Nodes.children(publisher, parent, KEYS, Integer::toString);
    path = parent + "/" + KEY;
    String[] all = new String[args.length + 1];
    all[0] = application;
    System.arraycopy(args, 0, all, 1, args.length);
    process = libraries.start("ChangeMain", server.connectString() + "/" + application, all);
    process.await("READY", START_SECONDS);
  }

  /** Changes the key, and waits until the application has it. */
  void change(boolean counts) throws Exception {
    value++;
    long before = server.packetsReceived();
    byte[] data = Nodes.bytes(Integer.toString(value));
    long begin = System.nanoTime();
    publisher.setData(path, data, -1);
    String[] told = process.await("HAS " + value).split(" ", -1);
    long has = Long.parseLong(told[0]);
    long sent = server.packetsReceived() - before - 1; // ours was one
    if (counts) {
      millis.addNanos(has - begin);
      requests.add((double) sent);
      touched.add((double) (Long.parseLong(told[1]) - touchedBefore));
    }
    touchedBefore = Long.parseLong(told[1]);
  }

  @Override
  public void close() {
    process.close();
  }
}
