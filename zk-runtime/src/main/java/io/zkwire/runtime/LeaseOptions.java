package io.zkwire.runtime;

import io.zkwire.OptionException;
import io.zkwire.runtime.session.Ranges;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How exclusive work (leadership, locks, permits) is kept safe. Lease, lock-delay and mode are
 * stored once for a whole chroot, in {@code /zkwire/lease}, by whoever needs them first: what is
 * not given here is taken from there, and what differs from there is refused. Immutable; the
 * methods return changed copies.
 *
 * <pre>{@code
 * ZkWire.builder()
 *     .connect("zk1:2181/acme")
 *     .sessionTimeout(Duration.ofSeconds(6))
 *     .lease(LeaseOptions.defaults().lease(Duration.ofSeconds(3)).lockDelay(Duration.ofSeconds(3)))
 *     .start();
 * }</pre>
 *
 * @param length for how long a grant is valid after its last renewal, or null for what is stored
 * @param delay how long the next holder waits after one that did not release, or null for what is
 *     stored
 * @param mode whether the delay can be left out where the server's word is enough, or null for what
 *     is stored
 * @param strict whether the wall clock is compared as well
 * @param handover whether threads of one process hand a lock over without ZooKeeper
 */
public record LeaseOptions(
    @Nullable Duration length,
    @Nullable Duration delay,
    @Nullable Mode mode,
    boolean strict,
    boolean handover) {

  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final LeaseOptions DEFAULTS = new LeaseOptions(null, null, null, false, true);

  /** When the lock-delay is waited for. */
  public enum Mode {
    /** After every holder that did not release. */
    DELAY,
    /**
     * Only after one whose session may still live. Fails over as fast as ZooKeeper does, and trusts
     * the servers to expire no session early; see docs/safety.md.
     */
    SESSION_AWARE
  }

  /** Checks the ranges. */
  public LeaseOptions {
    if (length != null && (length.compareTo(LEAST) < 0 || length.compareTo(MOST) > 0)) {
      throw refused("lease", "it is within 100 ms to 5 min", length);
    }
    if (delay != null && !delay.isZero()) {
      Duration least = length != null ? length : LEAST;
      if (delay.compareTo(least) < 0 || delay.compareTo(MOST) > 0) {
        throw refused("lockDelay", "it is 0, or at least the lease and at most 5 min", delay);
      }
    }
  }

  /** What is stored, or at first 7.5 s for both lease and lock-delay; one clock; handover. */
  public static LeaseOptions defaults() {
    return DEFAULTS;
  }

  /**
   * For how long a grant is valid after its last renewal; never longer than half the session
   * timeout. The default of a new chroot is 7.5 s.
   *
   * @param lease 100 ms to 5 min
   * @return the changed copy
   * @throws OptionException ZK-OPTION-01 if it is out of range
   */
  public LeaseOptions lease(Duration lease) {
    return new LeaseOptions(lease, delay, mode, strict, handover);
  }

  /**
   * How long the next holder waits after one that did not release. The default of a new chroot is
   * the lease.
   *
   * @param lockDelay at least the lease and at most 5 min; or zero, which trusts the servers and
   *     all clocks, see docs/safety.md
   * @return the changed copy
   * @throws OptionException ZK-OPTION-01 if it is out of range
   */
  public LeaseOptions lockDelay(Duration lockDelay) {
    return new LeaseOptions(length, lockDelay, mode, strict, handover);
  }

  /** As {@link Mode#SESSION_AWARE}. */
  public LeaseOptions sessionAware() {
    return new LeaseOptions(length, delay, Mode.SESSION_AWARE, strict, handover);
  }

  /**
   * Compares the wall clock as well at each call, for machines whose monotonic clock stands still
   * while they are suspended or migrated. A wall clock that is set ends grants early.
   *
   * @return the changed copy
   */
  public LeaseOptions strictClock() {
    return new LeaseOptions(length, delay, mode, true, handover);
  }

  /**
   * Whether threads of one process may hand a lock over without asking ZooKeeper. Without it every
   * holder has a node of its own, so that the first number of its token is enough.
   *
   * @param allowed whether they may; the default is true
   * @return the changed copy
   */
  public LeaseOptions localHandover(boolean allowed) {
    return new LeaseOptions(length, delay, mode, strict, allowed);
  }

  private static OptionException refused(String option, String rule, Duration found) {
    return Ranges.refused(option, rule, found.toMillis() + " ms");
  }
}
