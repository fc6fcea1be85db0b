package io.zkwire.runtime.config;

import io.zkwire.Source;
import io.zkwire.runtime.session.BulkReader;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;

/**
 * One key that is followed, with the slots that follow it. A subtree is one key with several nodes,
 * always read together. Thread-safe.
 */
final class ConfigKey implements BulkReader.Item {

  /** Nothing is known yet. */
  static final long UNKNOWN = -1;

  private final ConfigFeature feature;
  private final String path;
  private final @Nullable Class<?> record;
  private long mzxid = UNKNOWN;
  private int length = -1;
  private long readEpoch;
  private boolean reading;
  private boolean changedMeanwhile;
  private boolean orphan;
  private boolean fromSnapshot;
  private @Nullable Slot<?> slots;

  ConfigKey(ConfigFeature feature, String path, @Nullable Class<?> record) {
    this.feature = feature;
    this.path = path;
    this.record = record;
  }

  ConfigFeature feature() {
    return feature;
  }

  String path() {
    return path;
  }

  @Nullable Class<?> record() {
    return record;
  }

  @Override
  public List<String> paths() {
    if (record == null) {
      return List.of(path);
    }
    List<String> all = new ArrayList<>();
    all.add(path);
    TreeCodec.names(record).forEach(name -> all.add(path + "/" + name));
    return all;
  }

  @Override
  public synchronized int knownBytes() {
    return length;
  }

  /** The values come from a snapshot: that the key is absent is then news that needs a look. */
  synchronized void holdsSnapshot() {
    fromSnapshot = true;
  }

  /** Whether anybody follows it. */
  synchronized boolean followed() {
    return slots != null;
  }

  /** The transaction of the value in use, which is not that of a refused one; 0 for a default. */
  synchronized long loaded() {
    return slots == null ? 0 : slots.current().mzxid();
  }

  synchronized void add(Slot<?> slot) {
    slot.next = slots;
    slots = slot;
  }

  /** Takes a slot away; returns whether it was the last one. */
  synchronized boolean remove(Slot<?> gone) {
    if (slots == gone) {
      slots = gone.next;
    }
    for (Slot<?> slot = slots; slot != null; slot = slot.next) {
      if (slot.next == gone) {
        slot.next = gone.next;
      }
    }
    return slots == null;
  }

  /** Whether it should be read now; if a read is under way, it is repeated once that is done. */
  synchronized boolean startReading(long epoch) {
    if (reading && readEpoch == epoch) {
      changedMeanwhile = true;
      return false;
    }
    reading = true;
    readEpoch = epoch;
    return true;
  }

  /** Starts over after a reconnect. */
  synchronized void restartReading(long epoch) {
    reading = true;
    changedMeanwhile = false;
    readEpoch = epoch;
  }

  @Override
  public void accept(List<OpResult> results) {
    Code refused = refused(results);
    Raw raw = refused == null ? raw(results) : Raw.ABSENT;
    boolean again;
    boolean vanished;
    boolean changed;
    synchronized (this) {
      if (readEpoch != feature.session().epoch()) {
        return; // answered by a session that is gone
      }
      again = changedMeanwhile;
      changedMeanwhile = false;
      reading = again;
      vanished = raw.absent() && (mzxid > 0 || fromSnapshot);
      fromSnapshot = fromSnapshot && vanished;
      changed = refused == null && !vanished && raw.mzxid() != mzxid;
      if (refused == null && !vanished && (mzxid <= 0 || !feature.frozen())) {
        hold(raw);
      }
    }
    if (refused != null) {
      feature.reader().refused(this, refused);
    } else {
      feature.reports().readable(this);
      if (vanished) {
        feature.vanished(this);
      }
      deliver(raw, changed && !vanished);
    }
    if (again) {
      feature.reader().again(this);
    }
  }

  private void hold(Raw raw) {
    mzxid = raw.mzxid();
    length = raw.length();
    orphan = orphan && raw.absent();
  }

  /** Gives an answer to all slots if it is news, else to those that wait for their first. */
  private void deliver(Raw raw, boolean news) {
    boolean held = news && feature.frozen();
    each(
        slot -> {
          if (slot.waiting() || (news && !held)) {
            slot.offer(raw, Source.ZOOKEEPER);
          }
        });
  }

  /** The deletion is confirmed: the defaults come back. */
  void deleted() {
    synchronized (this) {
      if (orphan) {
        return;
      }
      hold(Raw.ABSENT);
      fromSnapshot = false;
    }
    each(slot -> slot.offer(Raw.ABSENT, Source.ZOOKEEPER));
  }

  /** The root is gone with it: the values stay until the key is there again. */
  synchronized void orphaned() {
    orphan = true;
  }

  /** Forgets what was held, so that the next answer counts whatever it is. */
  synchronized void forget() {
    orphan = false;
    mzxid = UNKNOWN;
  }

  @Override
  public void failed(Throwable e) {
    synchronized (this) {
      reading = false;
      changedMeanwhile = false;
    }
    if (!Failures.connectionLost(e)) {
      feature.reader().unreadable(this, e);
    }
  }

  void each(Consumer<Slot<?>> action) {
    List<Slot<?>> all = new ArrayList<>(1);
    synchronized (this) {
      for (Slot<?> slot = slots; slot != null; slot = slot.next) {
        all.add(slot);
      }
    }
    all.forEach(action);
  }

  /** The first code that is neither success nor absence, or null. */
  static @Nullable Code refused(List<OpResult> results) {
    for (OpResult result : results) {
      Code code = Requests.errorOf(result);
      if (code != Code.OK && code != Code.NONODE) {
        return code;
      }
    }
    return null;
  }

  private Raw raw(List<OpResult> results) {
    if (record == null) {
      return results.get(0) instanceof OpResult.GetDataResult data && data.getData() != null
          ? new Raw(data.getData(), null, data.getStat().getMzxid())
          : Raw.ABSENT;
    }
    if (!(results.get(0) instanceof OpResult.GetDataResult root)) {
      return Raw.ABSENT;
    }
    long newest = Math.max(root.getStat().getMzxid(), root.getStat().getPzxid());
    Map<String, byte[]> parts = new HashMap<>();
    List<String> names = TreeCodec.names(record);
    for (int i = 1; i < results.size(); i++) {
      if (results.get(i) instanceof OpResult.GetDataResult part) {
        newest = Math.max(newest, part.getStat().getMzxid());
        if (part.getData() != null) {
          parts.put(names.get(i - 1), part.getData());
        }
      }
    }
    return parts.isEmpty() ? Raw.ABSENT : new Raw(null, parts, newest);
  }

  @Override
  public String toString() {
    return path;
  }
}
