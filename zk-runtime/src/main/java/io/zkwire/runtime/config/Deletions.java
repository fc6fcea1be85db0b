package io.zkwire.runtime.config;

import io.zkwire.runtime.session.BulkReader;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.OpResult;

/**
 * Keys that have vanished. Deleting the whole configuration deletes its keys first and the root
 * last, so a vanished key is believed only after a short quiet, and only together with the sight of
 * the root. Thread-safe.
 */
final class Deletions {

  private static final long QUIET_MILLIS = 200;
  private static final long LONGEST_MILLIS = 2_000;
  private static final long LONGEST_FOR_MANY_MILLIS = 60_000;
  private static final int MANY = 20;

  private final ConfigFeature feature;
  private final Set<ConfigKey> pending = new LinkedHashSet<>();
  private long firstNanos;
  private long lastNanos;
  private boolean scheduled;

  Deletions(ConfigFeature feature) {
    this.feature = feature;
  }

  synchronized void add(ConfigKey key) {
    long now = feature.session().options().clock().nanoTime();
    if (pending.isEmpty()) {
      firstNanos = now;
    }
    pending.add(key);
    lastNanos = now;
    schedule(QUIET_MILLIS);
  }

  private void schedule(long millis) {
    if (!scheduled) {
      scheduled = true;
      feature.session().later(this::look, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    List<Confirmation> ready = new ArrayList<>();
    synchronized (this) {
      scheduled = false;
      long now = feature.session().options().clock().nanoTime();
      long quiet = TimeUnit.NANOSECONDS.toMillis(now - lastNanos);
      long waited = TimeUnit.NANOSECONDS.toMillis(now - firstNanos);
      long longest = pending.size() > MANY ? LONGEST_FOR_MANY_MILLIS : LONGEST_MILLIS;
      if (quiet < QUIET_MILLIS && waited < longest) {
        schedule(QUIET_MILLIS - quiet);
        return;
      }
      pending.forEach(key -> ready.add(new Confirmation(key)));
      pending.clear();
    }
    feature.session().bulk().read(ready);
  }

  /** One key and the root, read together. */
  private final class Confirmation implements BulkReader.Item {
    private final ConfigKey key;
    private final long epoch = feature.session().epoch();

    Confirmation(ConfigKey key) {
      this.key = key;
    }

    @Override
    public List<String> paths() {
      List<String> all = new ArrayList<>(key.paths());
      all.add(Keys.ROOT);
      return all;
    }

    @Override
    public int knownBytes() {
      return key.knownBytes();
    }

    @Override
    public void accept(List<OpResult> results) {
      if (epoch != feature.session().epoch() || feature.frozen()) {
        return; // the next session looks at everything
      }
      Code refused = ConfigKey.refused(results.subList(0, results.size() - 1));
      if (refused != null) {
        feature.reader().refused(key, refused);
        return;
      }
      boolean there =
          results.get(0) instanceof OpResult.GetDataResult data && data.getData() != null;
      boolean tree = key.record() != null && Requests.errorOf(results.get(0)) == Code.OK;
      if (there || (tree && anyPart(results))) {
        feature.reader().read(List.of(key));
      } else if (Keys.below(Keys.ROOT, key.path())
          && Requests.errorOf(results.get(results.size() - 1)) == Code.NONODE) {
        key.orphaned();
        feature.reports().rootGone();
      } else {
        key.deleted();
      }
    }

    private boolean anyPart(List<OpResult> results) {
      return results.subList(1, results.size() - 1).stream()
          .anyMatch(r -> r instanceof OpResult.GetDataResult d && d.getData() != null);
    }

    @Override
    public void failed(Throwable e) {
      if (!Failures.connectionLost(e)) {
        feature.reader().unreadable(key, e);
      } // else the next connection looks at everything
    }
  }
}
