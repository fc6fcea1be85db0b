package io.zkwire.runtime.shard;

import io.zkwire.Registration;
import io.zkwire.Shards;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.cluster.ClusterFeature;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.exclusive.Releases;
import io.zkwire.runtime.session.DrainHook;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Fields;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Ranges;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.ShardListenerSpec;
import io.zkwire.runtime.spi.ShardsSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shares of the shards of groups. Thread-safe. */
public final class ShardFeature implements Feature, DrainHook {

  private static final int MOST = 1_000;

  private final Session session;
  private final ExclusiveWork work;
  private final Supplier<ClusterFeature> cluster;
  private final Map<String, Share> shares = new HashMap<>();
  private boolean paused;

  /**
   * Makes the feature.
   *
   * @param session the session
   * @param work what it stands on
   * @param cluster tells who is in a group; asked once the session has begun
   */
  public ShardFeature(Session session, ExclusiveWork work, Supplier<ClusterFeature> cluster) {
    this.session = session;
    this.work = work;
    this.cluster = cluster;
    session
        .metrics()
        .gauge(
            "zkwire.shards.mine",
            () -> present().stream().mapToInt(share -> share.mine().size()).sum());
  }

  /**
   * Takes part in the work of a group.
   *
   * @param group its name, placeholders included
   * @param count how many shards it has
   * @return the handle
   */
  public Shards shards(String group, int count) {
    session.requireOpen();
    return open(group, count);
  }

  private ShareHandle open(String written, int count) {
    String group = cluster.get().group(written);
    Ranges.within("shards", count, 1, MOST);
    Share share;
    boolean first;
    synchronized (shares) {
      Share present = shares.get(group);
      if (present != null && present.count() != count) {
        throw GroupRoot.conflict(
            "the shards of '"
                + group
                + "' are "
                + count
                + " here, and "
                + present.count()
                + " elsewhere in this process");
      }
      first = present == null;
      share = present == null ? new Share(session, work, cluster.get(), group, count) : present;
      shares.put(group, share);
      share.want();
      if (first && paused) {
        share.pause();
      }
    }
    ShareHandle handle = new ShareHandle(session, share, this::unwanted);
    try {
      if (first) {
        begin(share);
      }
      return handle;
    } catch (RuntimeException e) {
      handle.closeOnce();
      throw e;
    }
  }

  private void begin(Share share) {
    CompletableFuture<@Nullable Void> fits = share.begin();
    if (session.state() == SessionState.CONNECTED && !session.bootstrap().generationChanged()) {
      session.blocking().await(fits, "create", share.path());
    }
  }

  private CompletableFuture<@Nullable Void> unwanted(Share share) {
    synchronized (shares) {
      if (!share.unwant()) {
        return CompletableFuture.completedFuture(null);
      }
      shares.remove(share.group(), share);
    }
    return share.end();
  }

  private List<Share> present() {
    synchronized (shares) {
      return List.copyOf(shares.values());
    }
  }

  @Override
  public List<String> watched() {
    return present().stream().map(Share::path).toList();
  }

  @Override
  public @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    Map<String, ShareHandle> handles = new LinkedHashMap<>();
    List<Registration> parts = new ArrayList<>();
    try {
      for (Spec<?> spec : specs) {
        if (spec instanceof ShardsSpec<?> field) {
          Fields.set(field, target, handle(handles, field.group(), field.shards()));
        } else if (spec instanceof ShardListenerSpec<?> listener) {
          ShareHandle handle = handle(handles, listener.group(), listener.shards());
          parts.add(listen(listener, target, mailbox, handle));
        }
      }
    } catch (RuntimeException | Error e) {
      end(handles, parts);
      throw e;
    }
    return handles.isEmpty() ? null : () -> end(handles, parts);
  }

  private ShareHandle handle(Map<String, ShareHandle> handles, String group, int shards) {
    return handles.computeIfAbsent(group + "=" + shards, key -> open(group, shards));
  }

  private void end(Map<String, ShareHandle> handles, List<Registration> parts) {
    parts.forEach(Registration::close); // first: what they will not be told is not waited for
    Map<String, CompletableFuture<@Nullable Void>> releases = new LinkedHashMap<>();
    handles.forEach(
        (key, handle) -> {
          CompletableFuture<@Nullable Void> done = handle.closeOnce();
          if (done != null) {
            releases.put(handle.group(), done);
          }
        });
    releases.forEach((group, done) -> Releases.awaitOutside(session, done, group));
    handles.values().forEach(ShareHandle::silence);
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class
  private static <B> Registration listen(
      ShardListenerSpec<B> spec, Object target, Mailbox mailbox, ShareHandle handle) {
    return handle.listen(mailbox, spec.member(), mine -> spec.call().call((B) target, mine));
  }

  @Override
  public String drains() {
    return "shards";
  }

  @Override
  public CompletableFuture<@Nullable Void> offline() {
    synchronized (shares) {
      paused = true;
      return CompletableFuture.allOf(
          shares.values().stream().map(Share::pause).toArray(CompletableFuture[]::new));
    }
  }

  @Override
  public void online() {
    synchronized (shares) {
      paused = false;
      shares.values().forEach(Share::resume);
    }
  }

  @Override
  public void connected(boolean newSession) {
    present().forEach(share -> share.connected(newSession));
  }

  /** Given back while listeners can still be told; the exclusive work waits for all of it. */
  @Override
  public void closing() {
    List<Share> all;
    synchronized (shares) {
      all = List.copyOf(shares.values());
      shares.clear();
    }
    all.forEach(Share::end);
  }
}
