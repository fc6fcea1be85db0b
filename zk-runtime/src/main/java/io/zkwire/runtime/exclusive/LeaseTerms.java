package io.zkwire.runtime.exclusive;

import io.zkwire.ErrorCode;
import io.zkwire.OptionException;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.LeaseOptions.Mode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /zkwire/lease} says for the whole chroot (R4): {@code
 * {"lease":7500,"delay":7500,"mode":"delay"}}, in milliseconds. Immutable.
 *
 * @param lease for how long a grant is valid after its last renewal
 * @param delay how long the next holder waits after one that did not release
 * @param mode when it waits
 */
record LeaseTerms(Duration lease, Duration delay, Mode mode) {

  private static final Duration DEFAULT_LEASE = Duration.ofMillis(7_500);
  private static final Pattern TEXT =
      Pattern.compile(
          "\\{\"lease\":(\\d{3,6}),\"delay\":(\\d{1,6}),\"mode\":\"(delay|session-aware)\"}");

  /** What is stored by the first process of a chroot. */
  static LeaseTerms of(LeaseOptions options) {
    Duration lease = options.length() != null ? options.length() : DEFAULT_LEASE;
    Duration delay = options.delay() != null ? options.delay() : lease;
    if (!delay.isZero() && delay.compareTo(lease) < 0) {
      throw new OptionException(
          ErrorCode.OPTION_RANGE,
          "lockDelay",
          "lockDelay is out of range: it is 0, or at least the lease, which is "
              + lease.toMillis()
              + " ms, found "
              + delay.toMillis()
              + " ms",
          "Give lease(...) as well",
          null);
    }
    return new LeaseTerms(lease, delay, options.mode() != null ? options.mode() : Mode.DELAY);
  }

  byte[] bytes() {
    return ("{\"lease\":"
            + lease.toMillis()
            + ",\"delay\":"
            + delay.toMillis()
            + ",\"mode\":\""
            + (mode == Mode.DELAY ? "delay" : "session-aware")
            + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Reads what is stored; null if it is unusable. */
  static @Nullable LeaseTerms parse(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length > 200) {
      return null;
    }
    Matcher matcher = TEXT.matcher(new String(bytes, StandardCharsets.UTF_8).strip());
    if (!matcher.matches()) {
      return null;
    }
    Duration lease = Duration.ofMillis(Integer.parseInt(matcher.group(1)));
    Duration delay = Duration.ofMillis(Integer.parseInt(matcher.group(2)));
    Mode mode = matcher.group(3).equals("delay") ? Mode.DELAY : Mode.SESSION_AWARE;
    boolean usable =
        lease.toMillis() >= 100
            && lease.toMinutes() < 6
            && (delay.isZero() || delay.compareTo(lease) >= 0);
    return usable ? new LeaseTerms(lease, delay, mode) : null;
  }

  /** Which option contradicts this, and how; null if none does. */
  @Nullable String contradiction(LeaseOptions options) {
    if (options.length() != null && !options.length().equals(lease)) {
      return "lease is " + lease.toMillis() + " ms and the option " + options.length().toMillis();
    }
    if (options.delay() != null && !options.delay().equals(delay)) {
      return "lockDelay is "
          + delay.toMillis()
          + " ms and the option "
          + options.delay().toMillis();
    }
    if (options.mode() != null && options.mode() != mode) {
      return "mode is " + mode + " and the option " + options.mode();
    }
    return null;
  }

  /** For how long a grant is valid after its stamp (R3). */
  Duration validity(Duration sessionTimeout) {
    Duration half = Duration.ofNanos(sessionTimeout.toNanos() / 2); // asked for at each grant
    return half.compareTo(lease) < 0 ? half : lease;
  }
}
