package io.zkwire.runtime.id;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a counter is, as ZooKeeper holds it twice: at the type's root and in its memory.
 * Immutable.
 *
 * @param next the first number that nobody has taken
 * @param token who took the last ones: a word that nobody writes twice
 * @param version the version of the node at the root
 * @param memoryVersion the version of the node in the memory
 */
record Stored(long next, String token, int version, int memoryVersion) {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}) ([0-9a-f-]{1,60})");
  private static final int LONGEST = 100;

  static byte[] bytes(long next, String token) {
    return (next + " " + token).getBytes(StandardCharsets.UTF_8);
  }

  /** Reads one of the two nodes; null if it holds something else. */
  static @Nullable Stored parse(byte @Nullable [] data) {
    if (data == null || data.length > LONGEST) {
      return null;
    }
    Matcher matcher = TEXT.matcher(new String(data, StandardCharsets.UTF_8).strip());
    return matcher.matches()
        ? new Stored(Long.parseLong(matcher.group(1)), matcher.group(2), 0, 0)
        : null;
  }
}
