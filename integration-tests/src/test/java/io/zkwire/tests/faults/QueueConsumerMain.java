package io.zkwire.tests.faults;

import io.zkwire.ConsumerOptions;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.queue.QueueBuilder;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryOneTime;

/**
 * A consumer process: writes down each item that it has worked on, in one write, so that what it
 * wrote is there although it is killed. Arguments: servers, number, chroot, subject, directory.
 */
final class QueueConsumerMain {

  /** How long the work on an item takes: long enough to be killed in the middle of it. */
  static final long WORK_NANOS = 1_000_000;

  private QueueConsumerMain() {}

  public static void main(String[] args) throws Exception {
    Path file =
        Path.of(args[4]).resolve("p" + args[1] + "-" + ProcessHandle.current().pid() + ".log");
    FileChannel log =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (Kind.of(args[3]) == Kind.OURS_QUEUE) {
      ours(args[0] + args[2], log);
    } else {
      stock(args[0] + args[2], log);
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      continue; // it ends with its input
    }
    Runtime.getRuntime().halt(0);
  }

  private static void ours(String connect, FileChannel log) {
    ZkWire zk =
        ZkWire.builder()
            .connect(connect)
            .sessionTimeout(Setting.T)
            .connectTimeout(Duration.ofSeconds(60))
            .start();
    zk.queue(Kind.NAME, Integer.class)
        .consume(
            ConsumerOptions.defaults().concurrency(4).retries(100),
            (item, delivery) -> {
              java.util.concurrent.locks.LockSupport.parkNanos(WORK_NANOS);
              write(log, item + " " + delivery.id() + " " + delivery.attempt());
            });
  }

  private static void stock(String connect, FileChannel log) throws Exception {
    CuratorFramework client =
        CuratorFrameworkFactory.builder()
            .connectString(connect)
            .sessionTimeoutMs((int) Setting.T.toMillis())
            .retryPolicy(new RetryOneTime(100))
            .build();
    client.start();
    QueueBuilder.builder(
            client,
            new org.apache.curator.framework.recipes.queue.QueueConsumer<Integer>() {
              @Override
              public void consumeMessage(Integer item) throws IOException {
                java.util.concurrent.locks.LockSupport.parkNanos(WORK_NANOS);
                write(log, item + " stock 1");
              }

              @Override
              public void stateChanged(CuratorFramework of, ConnectionState state) {}
            },
            new IntegerSerializer(),
            Kind.STOCK_QUEUE.root)
        .buildQueue()
        .start();
  }

  private static void write(FileChannel log, String line) throws IOException {
    synchronized (log) {
      log.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
    }
  }
}
