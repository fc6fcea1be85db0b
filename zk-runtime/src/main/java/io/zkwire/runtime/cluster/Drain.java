package io.zkwire.runtime.cluster;

import io.zkwire.MemberStatus;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.DrainHook;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process takes work. It goes off line as a whole as soon as one of its members is
 * wanted off line, or it wants itself off line: the hooks, one after the other; then the
 * application's methods; then its members report it. One change at a time: a wish that comes
 * meanwhile is followed afterwards. Thread-safe.
 */
final class Drain {

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final long PATIENCE_SECONDS = 30;

  private final Session session;
  private final List<DrainHook> hooks;
  private final Map<String, Wishes> wishes = new ConcurrentHashMap<>();
  private final List<LineListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Runnable told = () -> {};
  private volatile MemberStatus status = MemberStatus.ONLINE;
  private CompletableFuture<@Nullable Void> refusing = CompletableFuture.completedFuture(null);
  private final Map<DrainHook, CompletableFuture<@Nullable Void>> held = new ConcurrentHashMap<>();
  private int holds;
  private boolean changing;
  private @Nullable Object awaited; // methods that are told, after the hooks
  private boolean resting; // this process wants itself off line
  private CompletableFuture<@Nullable Void> drained = new CompletableFuture<>();
  private boolean telling; // listeners have been told that this process goes off line

  /**
   * On line.
   *
   * @param session the session
   * @param hooks what is drained, in order
   */
  Drain(Session session, List<DrainHook> hooks) {
    this.session = session;
    this.hooks = List.copyOf(hooks);
  }

  /**
   * Names who is told.
   *
   * @param members told that the status is another one
   */
  void tell(Runnable members) {
    told = members;
  }

  MemberStatus status() {
    return status;
  }

  /** From now on what is wanted of a member is followed; completes when it is known. */
  CompletableFuture<@Nullable Void> wishOf(OwnMember member) {
    Wishes of;
    synchronized (wishes) { // so that none is followed that has just ended
      of = wishes.computeIfAbsent(member.group(), group -> new Wishes(session, group, this::look));
      of.add(member.id(), member);
    }
    boolean away = session.state() != SessionState.CONNECTED;
    if (away) {
      hold();
    }
    return of.known(member.id())
        .thenRun(this::look)
        .whenComplete(
            (done, e) -> {
              if (away) {
                session.background(this::release);
              }
            });
  }

  /** Nothing begins, when the connection comes, before it is known that it may. */
  private void hold() {
    List<DrainHook> begun;
    synchronized (this) {
      holds++;
      begun = holds > 1 || changing || status != MemberStatus.ONLINE ? List.of() : hooks;
      begun.forEach(hook -> held.put(hook, new CompletableFuture<>()));
    }
    for (DrainHook hook : begun) {
      CompletableFuture<@Nullable Void> done = held.get(hook);
      offline(hook)
          .whenComplete(
              (drained, e) -> {
                if (done != null) {
                  done.complete(null);
                }
              });
    }
  }

  private void release() {
    List<DrainHook> ended;
    synchronized (this) {
      holds--;
      if (holds > 0 || changing || status != MemberStatus.ONLINE) {
        return; // what is held stays off line, or is to be
      }
      ended = new ArrayList<>(held.keySet());
      held.clear();
    }
    ended.forEach(this::online);
  }

  /** A member of this process has left. */
  void left(OwnMember member) {
    synchronized (wishes) {
      wishes.computeIfPresent(
          member.group(), (group, present) -> present.leave(member.id(), member) ? null : present);
    }
    look();
  }

  /** This process wants itself off line; completes when it is. */
  CompletableFuture<@Nullable Void> rest() {
    CompletableFuture<@Nullable Void> done;
    synchronized (this) {
      resting = true;
      done = drained;
    }
    if (session.ending()) {
      return CompletableFuture.completedFuture(null); // all of it ends anyway
    }
    look();
    return done.copy();
  }

  /** This process no longer wants itself off line. */
  void wake() {
    synchronized (this) {
      resting = false;
    }
    look();
  }

  void connected(boolean newSession) {
    wishes.values().forEach(each -> each.connected(newSession));
  }

  /** Adds a listener; while this process is off line it is told at once. */
  void listen(LineListener listener) {
    boolean off;
    synchronized (this) {
      listeners.add(listener);
      off = telling;
    }
    if (off) {
      listener.tell(false);
    }
  }

  void forget(LineListener listener) {
    listeners.remove(listener);
    listener.close();
  }

  /** Compares what is wanted with what is. */
  private void look() {
    boolean wished = wishes.values().stream().anyMatch(Wishes::offline);
    boolean offline;
    synchronized (this) {
      offline = wished || resting;
      if (awaited != null && !offline && !session.ending()) {
        awaited = null; // a method that hangs keeps nobody from coming back
        changing = false;
      }
      if (changing || offline == (status != MemberStatus.ONLINE) || session.ending()) {
        return;
      }
      changing = true;
      refusing = new CompletableFuture<>();
      status = offline ? MemberStatus.DRAINING : MemberStatus.ONLINE;
    }
    session.metrics().count(offline ? "zkwire.members.drained" : "zkwire.members.resumed", 1);
    told.run();
    session.background(offline ? () -> drain(0) : this::resume);
  }

  private void drain(int index) {
    if (index < hooks.size()) {
      DrainHook hook = hooks.get(index);
      CompletableFuture<@Nullable Void> before = held.remove(hook);
      within(PATIENCE_SECONDS, before == null ? offline(hook) : before, hook.drains())
          .whenComplete((done, e) -> session.background(() -> drain(index + 1)));
      return;
    }
    refused();
    List<CompletableFuture<@Nullable Void>> calls = new ArrayList<>();
    present(true).forEach(listener -> calls.add(listener.tell(false)));
    Object turn = new Object();
    synchronized (this) {
      awaited = turn;
    }
    CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
        .whenComplete((done, e) -> told(turn));
    look(); // another wish may have come meanwhile
  }

  /** All methods have been told that it goes off line, if that is still so. */
  private void told(Object turn) {
    synchronized (this) {
      if (awaited != turn) {
        return;
      }
      awaited = null;
    }
    finish(MemberStatus.DRAINED);
  }

  /** The listeners that are told now; those that come later are told when they come. */
  private synchronized List<LineListener> present(boolean off) {
    telling = off;
    return List.copyOf(listeners);
  }

  private void refused() {
    CompletableFuture<@Nullable Void> done;
    synchronized (this) {
      done = refusing;
    }
    done.complete(null);
  }

  /** Waits until the hooks have done what the last wish wants: each has its time. */
  void awaitSettled() {
    CompletableFuture<@Nullable Void> settled;
    synchronized (this) {
      settled = refusing;
    }
    long most = PATIENCE_SECONDS * (hooks.size() + 1);
    try {
      settled.get(most, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("{} is still going off line", session.label(), e);
    }
  }

  private CompletableFuture<@Nullable Void> offline(DrainHook hook) {
    try {
      return hook.offline();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Completes with a future, or after a time. */
  private CompletableFuture<@Nullable Void> within(
      long seconds, CompletableFuture<@Nullable Void> future, String what) {
    CompletableFuture<@Nullable Void> out = new CompletableFuture<>();
    AtomicBoolean done = new AtomicBoolean();
    var late =
        session.later(
            () -> {
              if (done.compareAndSet(false, true)) {
                LOG.warn("{} goes off line while it still drains {}", session.label(), what);
                out.complete(null);
              }
            },
            seconds,
            TimeUnit.SECONDS);
    future.whenComplete(
        (drained, e) -> {
          if (late != null) {
            late.cancel(false);
          }
          if (e != null) {
            LOG.warn("{} could not drain {}", session.label(), what, e);
          }
          if (done.compareAndSet(false, true)) {
            out.complete(null);
          }
        });
    return out;
  }

  private void resume() {
    List<DrainHook> reversed = new ArrayList<>(hooks);
    Collections.reverse(reversed);
    reversed.forEach(this::online);
    refused();
    present(false).forEach(listener -> listener.tell(true));
    finish(MemberStatus.ONLINE);
  }

  private void online(DrainHook hook) {
    try {
      hook.online();
    } catch (RuntimeException e) {
      LOG.warn("{} could not take {} again", session.label(), hook.drains(), e);
    }
  }

  private void finish(MemberStatus now) {
    CompletableFuture<@Nullable Void> waiting;
    synchronized (this) {
      status = now;
      changing = false;
      waiting = drained;
      if (now == MemberStatus.ONLINE) {
        drained = waiting.isDone() ? new CompletableFuture<>() : waiting;
      }
    }
    told.run();
    if (now == MemberStatus.DRAINED) {
      waiting.complete(null);
    }
    look();
  }

  /** The paths that are watched for wishes. */
  List<String> watched() {
    return wishes.keySet().stream().map(group -> Places.OPERATORS + "/" + group).toList();
  }

  /** No more listeners are waited for, no more wishes heard. */
  void close() {
    listeners.forEach(LineListener::close);
    wishes.values().forEach(Wishes::end);
  }
}
