package io.zkwire.runtime.cluster;

import io.zkwire.ClusterChange;
import io.zkwire.ClusterView;
import io.zkwire.Member;
import io.zkwire.MemberChange;
import io.zkwire.MemberDeparture;
import io.zkwire.Reason;
import io.zkwire.Registration;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one handle shows of a group: as the group is, but for those who went and whose grace is not
 * over. Listeners are told by their mailboxes, in the order of the changes. Thread-safe.
 */
final class View implements ClusterView {

  private final Session session;
  private final Group group;
  private final Duration grace;
  private final Operators operators;
  private final Consumer<View> closer;
  private final TreeMap<String, Member> members = new TreeMap<>();
  private final Map<String, Reason> leaving = new HashMap<>();
  private final Map<String, Object> graces = new HashMap<>();
  private final List<Told> listeners = new CopyOnWriteArrayList<>();
  private @Nullable List<Member> all;
  private boolean closed;

  /** A listener. */
  private record Told(
      Mailbox mailbox,
      String name,
      boolean state,
      Predicate<ClusterChange> wants,
      Listener listener,
      AtomicBoolean closed) {}

  /** Takes a change. */
  @FunctionalInterface
  interface Listener {
    void hear(ClusterChange change) throws Throwable;
  }

  View(Session session, Group group, Duration grace, Operators operators, Consumer<View> closer) {
    this.session = session;
    this.group = group;
    this.grace = grace;
    this.operators = operators;
    this.closer = closer;
  }

  Group of() {
    return group;
  }

  @Override
  public String group() {
    return group.name();
  }

  @Override
  public synchronized List<Member> all() {
    List<Member> known = all;
    if (known == null) {
      known = List.copyOf(members.values());
      all = known;
    }
    return known;
  }

  @Override
  public List<Member> healthy() {
    return all().stream().filter(Member::available).toList();
  }

  @Override
  public synchronized Optional<Member> find(String id) {
    return Optional.ofNullable(members.get(id));
  }

  @Override
  public boolean stale() {
    return session.state() != SessionState.CONNECTED || !group.current();
  }

  @Override
  public Registration onChange(Consumer<ClusterChange> listener) {
    return listen(
        session.mailbox("members " + group()), "onChange", false, c -> true, listener::accept);
  }

  @Override
  public Registration onStateChange(Consumer<ClusterChange> listener) {
    return listen(
        session.mailbox("members " + group()), "onStateChange", true, c -> true, listener::accept);
  }

  Registration listen(
      Mailbox mailbox,
      String name,
      boolean state,
      Predicate<ClusterChange> wants,
      Listener listener) {
    Told told = new Told(mailbox, name, state, wants, listener, new AtomicBoolean());
    listeners.add(told);
    return () -> {
      told.closed().set(true); // what waits to be told is dropped, too
      listeners.remove(told);
    };
  }

  @Override
  public void want(String id, boolean online) {
    operators.want(group(), Names.segment("member", id), online);
  }

  @Override
  public void wantAll(boolean online) {
    operators.want(group(), "", online);
  }

  @Override
  public void forget(String id) {
    operators.forget(group(), Names.segment("member", id));
  }

  /** Somebody who is there when the view begins: nobody is told. */
  synchronized void fill(Member member) {
    members.put(member.id(), member);
    all = null;
  }

  /** Somebody is there; that is news, or a view is filled that was opened while away. */
  synchronized void joined(Member member, boolean news) {
    if (closed) {
      return;
    }
    if (!news) {
      fill(member);
      return;
    }
    Member before = members.put(member.id(), member);
    all = null;
    leaving.remove(member.id());
    graces.remove(member.id());
    if (before == null) {
      tell(new ClusterChange(List.of(member), List.of(), List.of()), false);
    } else {
      compare(before, member); // back within its grace: it has never been away
    }
  }

  synchronized void changed(Member member) {
    if (closed) {
      return;
    }
    Member before = members.put(member.id(), member);
    all = null;
    if (before != null) {
      compare(before, member);
    }
  }

  private void compare(Member before, Member now) {
    if (!before.equals(now)) {
      MemberChange change = new MemberChange(before, now);
      boolean stateOnly = with(before, now.state()).equals(now);
      tell(new ClusterChange(List.of(), List.of(), List.of(change)), stateOnly);
    }
  }

  private static Member with(Member member, Map<String, Object> state) {
    return new Member(
        member.group(),
        member.id(),
        member.incarnation(),
        member.host(),
        member.addresses(),
        member.pid(),
        member.started(),
        member.sessionTimeout(),
        member.zkwire(),
        member.version(),
        member.health(),
        member.status(),
        state);
  }

  synchronized void left(Member member, Reason reason) {
    if (closed) {
      return;
    }
    if (grace.isZero()) {
      leave(member.id(), reason);
      return;
    }
    Object turn = new Object();
    leaving.put(member.id(), reason);
    graces.put(member.id(), turn);
    session.later(() -> graceOver(member.id(), turn), grace.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void graceOver(String id, Object turn) {
    if (!closed && graces.remove(id, turn)) {
      Reason reason = leaving.remove(id);
      leave(id, reason == null ? Reason.UNKNOWN : reason);
    }
  }

  private void leave(String id, Reason reason) {
    Member last = members.remove(id);
    all = null;
    if (last != null) {
      MemberDeparture departure = new MemberDeparture(last, reason);
      tell(new ClusterChange(List.of(), List.of(departure), List.of()), false);
    }
  }

  /** Called under the lock, so that mailboxes get the changes in their order; it only posts. */
  private void tell(ClusterChange change, boolean stateOnly) {
    for (Told told : listeners) {
      if ((told.state() || !stateOnly) && told.wants().test(change)) {
        told.mailbox().post(told.name(), () -> hear(told, change));
      }
    }
  }

  private static void hear(Told told, ClusterChange change) throws Throwable {
    if (!told.closed().get()) {
      told.listener().hear(change);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    listeners.forEach(told -> told.closed().set(true));
    listeners.clear();
    closer.accept(this);
  }
}
