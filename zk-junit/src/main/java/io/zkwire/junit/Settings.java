package io.zkwire.junit;

import io.zkwire.ErrorCode;
import io.zkwire.OptionException;
import java.time.Duration;
import java.util.regex.Pattern;

/** What {@link ZkTest} says, checked. */
record Settings(
    int servers,
    int tickTime,
    Duration sessionTimeout,
    Duration startTimeout,
    String chroot,
    boolean serverPerMethod) {
  private static final int MOST_SERVERS = 7;
  private static final int LONGEST_TICK = 10_000;
  private static final Duration LONGEST_SESSION = Duration.ofHours(1);
  private static final Pattern CHROOT =
      Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._-]{1,128})*");

  static Settings of(ZkTest test) {
    return new Settings(
        test.servers(),
        test.tickTime(),
        Texts.duration("sessionTimeout", test.sessionTimeout()),
        Texts.duration("startTimeout", test.startTimeout()),
        test.chroot(),
        test.serverPerMethod());
  }

  Settings {
    require(
        servers % 2 == 1 && servers >= 1 && servers <= MOST_SERVERS,
        "servers",
        "servers = " + servers + " is not one of 1, 3, 5 and 7",
        "Take an odd number: an even one survives no more failures than the odd one below it");
    require(
        tickTime >= 10 && tickTime <= LONGEST_TICK,
        "tickTime",
        "tickTime = " + tickTime + " is out of range",
        "Take 10 to " + LONGEST_TICK + " milliseconds");
    require(
        sessionTimeout.toMillis() >= tickTime && sessionTimeout.compareTo(LONGEST_SESSION) <= 0,
        "sessionTimeout",
        "sessionTimeout = " + Texts.show(sessionTimeout) + " is out of range",
        "Take at least one tick (" + tickTime + " ms) and at most one hour");
    require(
        CHROOT.matcher(chroot).matches(),
        "chroot",
        "chroot = \"" + chroot + "\" is no path",
        "Write it like /acme/shop, of letters, digits, dot, hyphen and underscore, or leave it empty");
  }

  private static void require(boolean condition, String option, String problem, String mend) {
    if (!condition) {
      throw new OptionException(ErrorCode.OPTION_RANGE, option, "@ZkTest: " + problem, mend, null);
    }
  }
}
