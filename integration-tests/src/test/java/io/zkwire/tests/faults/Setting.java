package io.zkwire.tests.faults;

import java.time.Duration;

/**
 * The times of a row, and where it works.
 *
 * @param chroot under which path everything stands
 * @param session T, the session timeout
 * @param lease L, as it is stored in the chroot
 * @param lockDelay D, as it is stored in the chroot
 */
record Setting(String chroot, Duration session, Duration lease, Duration lockDelay) {
  static final Duration T = Duration.ofSeconds(2);
  static final Duration L = Duration.ofSeconds(1);
  static final Duration D = Duration.ofSeconds(1);

  static Setting usual(String chroot) {
    return new Setting(chroot, T, L, D);
  }
}
