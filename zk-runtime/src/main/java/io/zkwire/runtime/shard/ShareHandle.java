package io.zkwire.runtime.shard;

import io.zkwire.Registration;
import io.zkwire.Shard;
import io.zkwire.Shards;
import io.zkwire.runtime.exclusive.Releases;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One handle of a share. Thread-safe. */
final class ShareHandle implements Shards {

  private final Session session;
  private final Share share;
  private final Function<Share, CompletableFuture<@Nullable Void>> closer;
  private final Set<ShareListener> listeners = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Makes it.
   *
   * @param closer told that one less wants the share; gives what it gives back
   */
  ShareHandle(
      Session session, Share share, Function<Share, CompletableFuture<@Nullable Void>> closer) {
    this.session = session;
    this.share = share;
    this.closer = closer;
  }

  @Override
  public String group() {
    return share.group();
  }

  @Override
  public int count() {
    return share.count();
  }

  @Override
  public List<Shard> mine() {
    return closed.get() ? List.of() : share.mine();
  }

  @Override
  public Optional<Shard> find(int number) {
    return closed.get() ? Optional.empty() : Optional.ofNullable(share.find(number));
  }

  @Override
  public Registration onChange(Consumer<List<Shard>> listener) {
    return listen(session.mailbox("shards " + group()), "onChange", listener::accept);
  }

  /** Adds a listener of an object. */
  Registration listen(Mailbox mailbox, String name, ShareListener.Call call) {
    ShareListener told = new ShareListener(mailbox, name, this::mine, call);
    listeners.add(told);
    share.listen(told);
    return () -> {
      listeners.remove(told);
      share.forget(told);
    };
  }

  /** Wants it no longer, for the first call; null for any other. */
  @Nullable CompletableFuture<@Nullable Void> closeOnce() {
    return closed.compareAndSet(false, true) ? closer.apply(share) : null;
  }

  /** Tells nothing more. */
  void silence() {
    listeners.forEach(share::forget);
    listeners.clear();
  }

  @Override
  public void close() {
    var done = closeOnce();
    if (done != null) {
      listeners.forEach(listener -> listener.tell(List.of())); // where others want it still
      Releases.awaitOutside(session, done, group());
      silence();
    }
  }
}
