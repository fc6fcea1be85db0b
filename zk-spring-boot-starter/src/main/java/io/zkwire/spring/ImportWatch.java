package io.zkwire.spring;

import io.zkwire.ConfigEvent;
import io.zkwire.ConfigStore;
import io.zkwire.Registration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what one import has read, and says what is to be read again. Deleting the whole
 * configuration deletes one key after the other: whoever deletes is given time, and if all keys go
 * at once that is no order to forget them. Thread-safe.
 */
final class ImportWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ImportWatch.class);
  private static final long QUIET_MILLIS = 300;

  /** Beyond so many deletions everything is read. */
  private static final int MANY = 20;

  private final ImportedSource source;
  private final ScheduledExecutorService thread;
  private final Reader reader;
  private final Set<String> waiting = new HashSet<>();
  private final Set<String> deleted = new HashSet<>();
  private final Set<String> publishedSince = new HashSet<>(); // since everything vanished
  private long lastDeletion;
  private boolean wiped;
  private @Nullable Registration watch;

  /** Reads keys and takes them over. */
  interface Reader {

    /**
     * Reads what stands at and below a key.
     *
     * @param source what takes it over
     * @param root the key; the prefix for everything
     * @param gone whether what is not found is known to be gone; otherwise it is forgotten only
     *     where something of the same object was found
     * @return where everything was read, the keys that were not found and are not forgotten
     */
    Set<String> read(ImportedSource source, String root, boolean gone);
  }

  /**
   * Not begun.
   *
   * @param source what was imported
   * @param thread on which it is read again
   * @param reader reads what has changed
   */
  ImportWatch(ImportedSource source, ScheduledExecutorService thread, Reader reader) {
    this.source = source;
    this.thread = thread;
    this.reader = reader;
  }

  /** Whether it watches what this source has read. */
  boolean of(ImportedSource other) {
    return source.equals(other);
  }

  /** Watches, and reads what has changed since the import. */
  synchronized void begin(ConfigStore store) {
    watch = store.watch(source.prefix(), this::told);
    read(source.prefix(), 0);
  }

  private void told(ConfigEvent event) {
    switch (event.kind()) {
      case PUBLISHED -> published(event.key());
      case RESYNC -> read(source.prefix(), 0);
      case DELETED -> deleted(event.key());
    }
  }

  private synchronized void published(String key) {
    if (wiped) {
      publishedSince.add(key);
    }
    read(key, 0);
  }

  /** Reads what stands at and below a key after a while. */
  private synchronized void read(String root, long afterMillis) {
    if (waiting.add(root)) {
      thread.schedule(() -> readNow(root), afterMillis, TimeUnit.MILLISECONDS);
    }
  }

  /** Reads again after a while what could not be read; what was known to be gone still is. */
  void again(String key, boolean gone, long afterMillis) {
    if (gone) {
      thread.schedule(() -> deleted(key), afterMillis, TimeUnit.MILLISECONDS);
    } else {
      read(key, afterMillis);
    }
  }

  private void readNow(String root) {
    synchronized (this) {
      waiting.remove(root); // what changes from now on is read once more
    }
    // What is not found may be going with all the others.
    reader.read(source, root, false).forEach(this::deleted);
  }

  private synchronized void deleted(String key) {
    lastDeletion = System.nanoTime();
    if (deleted.isEmpty() && !wiped) {
      thread.schedule(this::confirm, QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }
    if (wiped && !publishedSince.contains(key)) {
      return; // it goes with the others
    }
    deleted.add(key);
    if (!wiped && source.size() > 1 && deleted.containsAll(source.keys())) {
      wiped = true;
      deleted.clear();
    }
  }

  private void confirm() {
    List<String> gone;
    boolean all;
    synchronized (this) {
      long quiet = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastDeletion);
      if (quiet < QUIET_MILLIS) {
        thread.schedule(this::confirm, QUIET_MILLIS - quiet, TimeUnit.MILLISECONDS);
        return;
      }
      gone = List.copyOf(deleted);
      all = wiped;
      wiped = false;
      deleted.clear();
      publishedSince.clear();
    }
    if (all) {
      LOG.warn("all keys of {} are gone at once: the last properties stay", source);
    }
    List<String> roots = gone.size() > MANY ? List.of(source.prefix()) : gone;
    roots.forEach(root -> reader.read(source, root, true));
  }

  @Override
  public void close() {
    Registration ending;
    synchronized (this) {
      ending = watch;
      watch = null;
    }
    if (ending != null) {
      ending.close();
    }
  }
}
