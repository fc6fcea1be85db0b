package io.zkwire.agent.mapping;

import io.zkwire.annotation.LockMode;
import io.zkwire.runtime.spi.BarrierSpec;
import io.zkwire.runtime.spi.LeaderOnlySpec;
import io.zkwire.runtime.spi.LockSpec;
import io.zkwire.runtime.spi.PermitSpec;
import io.zkwire.runtime.spi.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A method that asks before it runs: {@code leader-only}, {@code barrier}, {@code lock} or {@code
 * permit}.
 *
 * @param name the name of the role, barrier, lock or permit
 * @param arguments which parameters fill its places
 * @param maker makes the spec
 */
record GuardedMethod(String name, List<Integer> arguments, Maker maker) implements MethodWish {

  private static final Pattern PLACE = Pattern.compile("(?<!\\$)\\{([^{}]*)}");
  private static final int MOST_PERMITS = 10_000;
  private static final int MOST_PARTIES = 1_000;

  /** Makes the spec of a method. */
  interface Maker {
    Spec<Carried> make(String method, Answer answer);
  }

  static MethodWish leaderOnly(Section entry) {
    String role = entry.needed("leader-only");
    if (PLACE.matcher(role).find()) {
      entry.wrong("leader-only", "a role has no places for arguments", "Write a fixed name");
    }
    return new GuardedMethod(
        role,
        List.of(),
        (method, answer) ->
            new LeaderOnlySpec<>(method, role, answer.resolvedOtherwise(), answer.onLoss()));
  }

  static MethodWish lock(Section entry) {
    String name = entry.needed("lock");
    LockMode mode =
        LockMode.valueOf(entry.oneOf("mode", "exclusive", "shared").toUpperCase(Locale.ROOT));
    Duration wait = waitFor(entry);
    return new GuardedMethod(
        name,
        places(entry, "lock", name),
        (method, answer) ->
            new LockSpec<>(method, name, mode, wait, answer.resolvedOtherwise(), answer.onLoss()));
  }

  static MethodWish barrier(Section entry) {
    String name = entry.needed("barrier");
    int parties = number(entry, "parties", MOST_PARTIES);
    Duration timeout = entry.duration("timeout");
    if (timeout != null && timeout.compareTo(Duration.ofDays(1)) > 0) {
      entry.wrong("timeout", "it is at most one day, found " + timeout, "Give a shorter time");
    }
    Duration wait = timeout == null ? Duration.ofSeconds(30) : timeout;
    return new GuardedMethod(
        name,
        List.of(),
        (method, answer) ->
            new BarrierSpec<>(method, name, parties, wait, answer.resolvedOtherwise()));
  }

  static MethodWish permit(Section entry) {
    String name = entry.needed("permit");
    int permits = number(entry, "permits", MOST_PERMITS);
    Duration wait = waitFor(entry);
    return new GuardedMethod(
        name,
        places(entry, "permit", name),
        (method, answer) ->
            new PermitSpec<>(
                method, name, permits, wait, answer.resolvedOtherwise(), answer.onLoss()));
  }

  private static int number(Section entry, String key, int most) {
    if (!entry.has(key)) {
      entry.needed(key);
    }
    return entry.whole(key, 1, 1, most);
  }

  private static @Nullable Duration waitFor(Section entry) {
    Duration wait = entry.duration("wait");
    if (wait != null && wait.compareTo(Duration.ofDays(1)) > 0) {
      entry.wrong("wait", "it is at most one day, found " + wait, "Give a shorter time");
    }
    return wait;
  }

  private static List<Integer> places(Section entry, String key, String name) {
    List<Integer> out = new ArrayList<>();
    Matcher matcher = PLACE.matcher(name);
    while (matcher.find()) {
      String place = matcher.group(1);
      if (place.matches("\\d{1,3}")) {
        out.add(Integer.valueOf(place));
      } else {
        entry.wrong(
            key,
            "the place {" + place + "} is no number of a parameter",
            "Write {0} for the first parameter");
      }
    }
    return List.copyOf(out);
  }

  @Override
  public String refusal(MethodShape method) {
    for (int place : arguments) {
      if (place >= method.parameters()) {
        return "'"
            + name
            + "' names its parameter {"
            + place
            + "}, and it has "
            + method.parameters();
      }
    }
    return "";
  }

  @Override
  public boolean guards() {
    return true;
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape method, Answer answer) {
    return maker.make(method.signature(), answer);
  }
}
