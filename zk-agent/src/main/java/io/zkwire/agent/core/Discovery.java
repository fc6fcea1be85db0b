package io.zkwire.agent.core;

import java.lang.instrument.Instrumentation;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes that were woven while they were being loaded, when they were not there yet: a class
 * stands for its role, and follows its keys, before anybody calls it. Thread-safe.
 */
final class Discovery {

  private static final long FIRST_MILLIS = 20;
  private static final int MOST = 12; // doubled each time: about a minute and a half

  private final Instrumentation instrumentation;
  private final Worker worker;
  private final Consumer<Class<?>> found;
  private final Set<String> expected = new HashSet<>();
  private boolean looking;
  private boolean closed;

  Discovery(Instrumentation instrumentation, Worker worker, Consumer<Class<?>> found) {
    this.instrumentation = instrumentation;
    this.worker = worker;
    this.found = found;
  }

  /** A class of that name will be there soon, unless it is there already. */
  synchronized void expect(String name, @Nullable Class<?> loaded) {
    if (loaded == null && !closed) {
      expected.add(name);
      if (!looking) {
        looking = true;
        later(0);
      }
    }
  }

  private void later(int round) {
    worker.later(() -> look(round), FIRST_MILLIS << round, TimeUnit.MILLISECONDS);
  }

  private void look(int round) {
    Set<String> wanted;
    synchronized (this) {
      wanted = Set.copyOf(expected);
      if (closed || round == MOST) {
        looking = false;
        expected.clear();
        return;
      }
    }
    Set<String> seen = new HashSet<>();
    for (Class<?> each : instrumentation.getAllLoadedClasses()) {
      if (wanted.contains(each.getName())) {
        seen.add(each.getName());
        found.accept(each);
      }
    }
    synchronized (this) {
      expected.removeAll(seen);
      looking = !expected.isEmpty();
      if (looking) {
        later(round + 1);
      }
    }
  }

  synchronized void close() {
    closed = true;
    expected.clear();
  }
}
