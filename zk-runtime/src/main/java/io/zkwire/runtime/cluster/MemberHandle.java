package io.zkwire.runtime.cluster;

import io.zkwire.MemberHealth;
import io.zkwire.MemberStatus;
import io.zkwire.Membership;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One handle of a member of this process. Thread-safe. */
final class MemberHandle implements Membership {

  private final OwnMember member;
  private final Drain drain;
  private final Consumer<OwnMember> closer;
  private final AtomicBoolean closed = new AtomicBoolean();

  MemberHandle(OwnMember member, Drain drain, Consumer<OwnMember> closer) {
    this.member = member;
    this.drain = drain;
    this.closer = closer;
  }

  @Override
  public String group() {
    return member.group();
  }

  @Override
  public String id() {
    return member.id();
  }

  @Override
  public MemberHealth health() {
    return member.health();
  }

  @Override
  public MemberStatus status() {
    return drain.status();
  }

  @Override
  public boolean joined() {
    return member.node().stands();
  }

  @Override
  public void state(String name, Supplier<?> value) {
    member.state(name, value);
  }

  @Override
  public void refresh() {
    member.refresh();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      closer.accept(member);
    }
  }
}
