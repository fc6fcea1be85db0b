package io.zkwire.runtime.spi;

import io.zkwire.BindingException;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import org.jspecify.annotations.Nullable;

/**
 * The place in one object where one guarded method asks. Until the object is bound nothing passes.
 * Thread-safe.
 *
 * <pre>{@code
 * Passage passage = GuardSite.made(runOnce).enter();
 * if (passage == null) {
 *   return;
 * }
 * try {
 *   super.runOnce();
 * } catch (Throwable thrown) {
 *   passage.accept(thrown);
 *   throw thrown;
 * } finally {
 *   passage.leave();
 * }
 * }</pre>
 */
public final class GuardSite {

  private static final Object[] NONE = {};

  private final String method;
  private final boolean isStatic;
  private volatile Guard guard;
  private volatile @Nullable HandOver handOver;

  /**
   * A place that is not bound yet.
   *
   * @param method the method, as messages show it
   */
  public GuardSite(String method) {
    this(method, false);
  }

  GuardSite(String method, boolean isStatic) {
    this.method = method;
    this.isStatic = isStatic;
    this.guard = new Unbound();
  }

  /**
   * A place that is there: a method that a constructor calls, or that is called on an object that
   * was made without one, finds none, and does not run.
   *
   * @param site the place, or null if it has not been made
   * @return the place
   * @throws ZkWireException ZK-GUARD-21 if there is none yet
   */
  public static GuardSite made(@Nullable GuardSite site) {
    if (site == null) {
      throw new ZkWireException(
          ErrorCode.GUARD_UNBOUND,
          "a guarded method was called by a constructor or initialiser of its own class, or on an"
              + " object that was read from a stream, before it could be bound",
          "Call it once the object is bound; the stack trace names the method",
          null);
    }
    return site;
  }

  /**
   * The place where a method of an interface asks, which has no fields of its own.
   *
   * @param object the object that has the method from the interface
   * @param method the method, as {@link Guarded#zkGuardSite} knows it
   * @return the place
   * @throws BindingException ZK-GUARD-20 if the class of the object is not woven
   */
  public static GuardSite of(Object object, String method) {
    GuardSite site = object instanceof Guarded guarded ? guarded.zkGuardSite(method) : null;
    if (site == null) {
      String type = object.getClass().getName();
      throw new BindingException(
          ErrorCode.GUARD_NOT_WIRED,
          type,
          type + " has " + method + " from an interface that guards it, but is not woven",
          "Weave the module of the class; a lambda cannot be woven",
          null);
    }
    return site;
  }

  /** Asks, for a guard whose name has no placeholders; as {@link #enter(Object...)}. */
  public @Nullable Passage enter() {
    return guard.enter(NONE);
  }

  /**
   * Asks.
   *
   * @param arguments the values of the placeholders in the guards' names, in their order
   * @return leave to run, or null if the call may not run and returns what it returns otherwise
   * @throws ZkWireException if the call may not run and shall throw; ZK-GUARD-21 if the object is
   *     not bound
   */
  public @Nullable Passage enter(Object... arguments) {
    return guard.enter(arguments);
  }

  /** What a call throws that may not run; for those that return it in a failed future. */
  public RuntimeException refusal() {
    return guard.refusal();
  }

  /**
   * A call has ended, and may have thrown. For woven code, which does not know the type of a local
   * variable.
   *
   * @param passage its leave to run, a {@link Passage}
   * @param thrown what it throws, or null
   */
  public static void leave(Object passage, @Nullable Throwable thrown) {
    Passage entered = (Passage) passage;
    if (thrown != null) {
      entered.accept(thrown);
    }
    entered.leave();
  }

  /**
   * From now on this guard is asked.
   *
   * @param asked the guard
   */
  public synchronized void bind(Guard asked) {
    HandOver between = handOver;
    guard = between == null ? asked : between.to(asked);
  }

  /**
   * The method is overridden by one that asks here too: see {@link #handOver}. Called before the
   * object is bound.
   *
   * @return this
   */
  public synchronized GuardSite overridden() {
    if (handOver == null) {
      handOver = new HandOver(this);
    }
    return this;
  }

  /**
   * An override that has asked calls the method that it overrides: that call passes without asking
   * again. Stands directly before the call.
   */
  public void handOver() {
    HandOver between = handOver;
    if (between != null) {
      between.expect();
    }
  }

  /** Lets nothing pass. */
  private final class Unbound implements Guard {
    @Override
    public @Nullable Passage enter(Object[] arguments) {
      throw refusal();
    }

    @Override
    public RuntimeException refusal() {
      return new ZkWireException(
          ErrorCode.GUARD_UNBOUND,
          method
              + " is guarded and its "
              + (isStatic ? "class" : "object")
              + " is not bound, so it cannot be shown that it may run",
          isStatic
              ? "Bind the class, or an object of it, with zk.bind before the call"
              : "Make the object with zk.create, or bind it with zk.bind before the call",
          null);
    }
  }
}
