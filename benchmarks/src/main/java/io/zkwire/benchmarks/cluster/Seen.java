package io.zkwire.benchmarks.cluster;

import io.zkwire.ClusterChange;
import io.zkwire.ClusterView;
import io.zkwire.benchmarks.harness.Nodes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** A member that comes and goes, and the watchers that have to see it. Thread-safe. */
final class Seen {

  private static final String JSON =
      """
      {"id":"%s","incarnation":"6f0cb2f6-6a6b-4f0f-8a06-6d7b1a0c4d11","host":"web-7.example",\
      "addresses":["10.1.4.7"],"pid":4711,"started":"2024-05-01T12:00:00Z","sessionTimeout":15000,\
      "zkwire":"1","version":"1","health":"HEALTHY","status":"ONLINE","state":{"queued":7}}""";

  private final ZooKeeper writer;
  private final String root;
  private final int watchers;
  private volatile CountDownLatch joined = new CountDownLatch(0);
  private volatile CountDownLatch gone = new CountDownLatch(0);

  Seen(ZooKeeper writer, String group, int watchers) throws Exception {
    this.writer = writer;
    this.root = "/members/" + group;
    this.watchers = watchers;
    Nodes.create(writer, root, "{\"buckets\":0}");
  }

  String root() {
    return root;
  }

  String json(String id) {
    return JSON.replace("%s", id);
  }

  /** How long until all see it come, and how long until all see it go, in nanoseconds. */
  long[] round(int round) throws Exception {
    String id = "member-" + round;
    joined = new CountDownLatch(watchers);
    gone = new CountDownLatch(watchers);
    byte[] data = Nodes.bytes(json(id));
    long start = System.nanoTime();
    writer.create(root + "/" + id, data, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    await(joined);
    long came = System.nanoTime();
    writer.delete(root + "/" + id, -1);
    await(gone);
    return new long[] {came - start, System.nanoTime() - came};
  }

  void joined() {
    joined.countDown();
  }

  void gone() {
    gone.countDown();
  }

  /** A watcher of ours was told; its view must show it. */
  void told(ClusterChange change, ClusterView view) {
    change.joined().stream().filter(m -> view.find(m.id()).isPresent()).forEach(m -> joined());
    change.left().stream().filter(d -> view.find(d.member().id()).isEmpty()).forEach(d -> gone());
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException(latch.getCount() + " watchers have not seen it");
    }
  }
}
