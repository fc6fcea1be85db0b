package io.zkwire.junit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.zookeeper.server.embedded.ExitHandler;
import org.apache.zookeeper.server.embedded.ZooKeeperServerEmbedded;
import org.jspecify.annotations.Nullable;

/**
 * One life of a ZooKeeper server: from its start to its stop.
 *
 * <p>It is ZooKeeper's own embedded server, which curator-test's servers are too. Those cannot be
 * told what to do when the server fails: on a port that is taken they end the JVM. Its threads are
 * daemons in a thread group of their own, by which the end of the server is seen.
 */
final class ServerProcess {
  private static final String RUNNER = "zkservermainrunner";
  private static final Duration END_BY_ITSELF = Duration.ofMillis(50);
  private static final Duration STOP_AT_MOST = Duration.ofSeconds(20);

  private final ThreadGroup group;
  private final ZooKeeperServerEmbedded server;
  private volatile @Nullable Throwable failure;

  private ServerProcess(String name, ZooKeeperServerEmbedded server) {
    group = new ThreadGroup(name);
    this.server = server;
  }

  /**
   * Starts a server and returns once it answers, or once a quorum is missing; does not wait for a
   * leader.
   */
  static ServerProcess start(String name, Properties configuration, Path home, Duration atMost)
      throws Exception {
    ZooKeeperServerEmbedded server =
        ZooKeeperServerEmbedded.builder()
            .baseDir(home)
            .configuration(configuration)
            .exitHandler(ExitHandler.LOG_ONLY)
            .build();
    ServerProcess process = new ServerProcess(name, server);
    Thread starter = process.launch(atMost);
    if (!Await.isSo(atMost, () -> !starter.isAlive() || process.hasDied(starter))) {
      starter.interrupt();
    }
    process.failUnlessStarted(starter);
    return process;
  }

  private Thread launch(Duration atMost) {
    Runnable start =
        () -> {
          try {
            server.start(atMost.toMillis());
          } catch (Exception e) {
            failure = e;
          }
        };
    Thread starter = new Thread(group, start, group.getName() + " starter");
    starter.setDaemon(true);
    starter.start();
    return starter;
  }

  private boolean hasDied(Thread starter) {
    return starter.getState() == Thread.State.TIMED_WAITING && runner() == null;
  }

  private void failUnlessStarted(Thread starter) {
    Throwable problem = failure;
    if (starter.isAlive() || problem != null || runner() == null) {
      starter.interrupt();
      stop();
      throw new IllegalStateException(
          "the server ended while it started; its log says why", problem);
    }
  }

  /**
   * Stops the server and returns once its main thread has ended, so that its files are written, and
   * no other is left. ZooKeeper 3.9.5 may forget the thread by which a leader sends to a follower,
   * and it is no daemon.
   */
  void stop() {
    Thread runner = runner();
    server.close();
    Await.isSo(STOP_AT_MOST, () -> runner == null || !runner.isAlive());
    if (!Await.isSo(END_BY_ITSELF, this::isOver)) {
      group.interrupt();
      Await.isSo(STOP_AT_MOST, this::isOver);
    }
  }

  private boolean isOver() {
    return group.activeCount() == 0;
  }

  private @Nullable Thread runner() {
    Thread[] threads = new Thread[group.activeCount() + 16];
    int count = group.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().equals(RUNNER)) {
        return threads[i];
      }
    }
    return null;
  }
}
