package io.zkwire.runtime.spi;

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
 * } finally {
 *   passage.leave();
 * }
 * }</pre>
 */
public final class GuardSite {

  private static final Object[] NONE = {};

  private final String method;
  private volatile Guard guard;

  /**
   * A place that is not bound yet.
   *
   * @param method the method, as messages show it
   */
  public GuardSite(String method) {
    this.method = method;
    this.guard = new Unbound();
  }

  /**
   * A place that is there: a method that the constructor of its superclass calls finds none yet,
   * and does not run.
   *
   * @param site the place, or null while the constructor of the superclass runs
   * @return the place
   * @throws ZkWireException ZK-GUARD-21 if there is none yet
   */
  public static GuardSite made(@Nullable GuardSite site) {
    if (site == null) {
      throw new ZkWireException(
          ErrorCode.GUARD_UNBOUND,
          "a guarded method was called by a constructor of its own class, before its object could"
              + " be bound",
          "Call it once the object is bound; the stack trace names the method",
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
   * From now on this guard is asked.
   *
   * @param asked the guard
   */
  public void bind(Guard asked) {
    guard = asked;
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
          method + " is guarded and its object is not bound, so it cannot be shown that it may run",
          "Make the object with zk.create, or bind it with zk.bind before the call",
          null);
    }
  }
}
