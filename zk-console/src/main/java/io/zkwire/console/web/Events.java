package io.zkwire.console.web;

import io.zkwire.Registration;
import io.zkwire.console.model.Model;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells browsers which pages have changed. What changed they ask for themselves, so that a browser
 * that is slow, or hidden, costs nothing. Thread-safe.
 */
final class Events implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final int MOST = 200;
  private static final long POLL_MILLIS = 500;
  private static final Duration WANTED = Duration.ofSeconds(15);
  private static final Map<String, String> TOPICS =
      Map.ofEntries(
          Map.entry("/config", "config"),
          Map.entry("/zkwire/manifests", "config"),
          Map.entry("/zkwire/instances", "config"),
          Map.entry("/members", "members"),
          Map.entry("/operators", "members"),
          Map.entry("/leaders", "leaders"),
          Map.entry("/wishes", "leaders"),
          Map.entry("/services", "endpoints"),
          Map.entry("/progress", "progress"),
          Map.entry("/progress-results", "progress"),
          Map.entry("/commands", "commands"),
          Map.entry("/", "connection"));

  private final Set<Stream> streams = new HashSet<>();
  private final Map<String, Moment<?>> polled = new LinkedHashMap<>();
  private final Registration changes;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread poller;

  Events(Model model) {
    this.changes =
        java.util.Objects.requireNonNull(model.tree())
            .onChange(
                roots -> {
                  Set<String> topics = new TreeSet<>();
                  roots.forEach(root -> topics.add(TOPICS.getOrDefault(root, "connection")));
                  tell(topics);
                });
    this.poller = new Thread(this::poll, "zkwire-console-poll");
    this.poller.setDaemon(true);
  }

  /** What is read again and again while somebody looks at it. */
  void polls(String topic, Moment<?> moment) {
    polled.put(topic, moment);
  }

  void start() {
    poller.start();
  }

  private void poll() {
    try {
      while (!end.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (streams() > 0) {
          polled.forEach(this::look);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void look(String topic, Moment<?> moment) {
    try {
      if (moment.wanted(WANTED) && moment.changed()) {
        tell(Set.of(topic));
      }
    } catch (RuntimeException e) {
      LOG.debug("{} cannot be read now", topic, e);
    }
  }

  /** Tells all browsers that pages have changed. */
  void tell(Set<String> topics) {
    List<Stream> all;
    synchronized (this) {
      all = new ArrayList<>(streams);
    }
    all.forEach(stream -> stream.add(topics));
  }

  synchronized int streams() {
    return streams.size();
  }

  /** A browser that listens; null where there are too many. */
  synchronized @Nullable Stream open() {
    if (streams.size() >= MOST || end.getCount() == 0) {
      return null;
    }
    Stream stream = new Stream();
    streams.add(stream);
    return stream;
  }

  /** One browser. */
  final class Stream implements AutoCloseable {
    private final Set<String> pending = new TreeSet<>();
    private boolean ended;

    private synchronized void add(Set<String> topics) {
      pending.addAll(topics);
      notifyAll();
    }

    private synchronized void end() {
      ended = true;
      notifyAll();
    }

    /** What has changed since; empty after some time without a change; null at the end. */
    synchronized @Nullable Set<String> take(long millis) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      while (pending.isEmpty() && !ended) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          break;
        }
        wait(left);
      }
      if (ended) {
        return null;
      }
      Set<String> topics = new TreeSet<>(pending);
      pending.clear();
      return topics;
    }

    @Override
    public void close() {
      synchronized (Events.this) {
        streams.remove(this);
      }
    }
  }

  @Override
  public void close() {
    changes.close();
    end.countDown();
    poller.interrupt();
    synchronized (this) {
      streams.forEach(Stream::end);
    }
  }
}
