package io.zkwire.processor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for keys, CONFIG-05, and for the names of roles, locks and permits, GUARD-04. */
final class KeyPath {

  private static final int LONGEST_SEGMENT = 128;
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9._-]");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)(}?)");
  private static final List<String> RESERVED = List.of("zookeeper", "zkwire", "history");

  private KeyPath() {}

  /** What is wrong with a key and where, or null if nothing is. */
  static @Nullable String problem(String path) {
    if (path.isEmpty()) {
      return "The key is empty";
    }
    if (path.equals("/")) {
      return "The key \"/\" is the root itself";
    }
    String problem = placeholderProblem("key", path);
    if (problem != null) {
      return problem;
    }
    boolean absolute = path.startsWith("/");
    String[] segments = (absolute ? path.substring(1) : path).split("/", -1);
    if (absolute && RESERVED.contains(segments[0])) {
      return "The key "
          + quoted(path)
          + " begins with /"
          + segments[0]
          + ", which is not for configuration";
    }
    for (int i = 0; i < segments.length; i++) {
      String what = segmentProblem(segments[i], i == segments.length - 1);
      if (what != null) {
        return "The key " + quoted(path) + " " + what + " (segment " + (i + 1) + ")";
      }
    }
    return null;
  }

  /**
   * What is wrong with a name that is one segment, or null if nothing is.
   *
   * @param what what it is the name of
   * @param written the name as it was written
   * @param bare the name without placeholders other than <code>${name}</code>
   */
  static @Nullable String nameProblem(String what, String written, String bare) {
    if (written.isEmpty()) {
      return "The " + what + " is empty";
    }
    String problem = placeholderProblem(what, written);
    if (problem != null) {
      return problem;
    }
    String segment = segmentProblem(bare, true);
    return segment == null ? null : "The " + what + " " + quoted(written) + " " + segment;
  }

  /** A name with something harmless in place of each <code>${name}</code>. */
  static String withoutPlaceholders(String name) {
    return PLACEHOLDER.matcher(name).replaceAll("x");
  }

  /** Whether a name can stand as one segment. */
  static boolean isSegment(String name) {
    return segmentProblem(name, true) == null;
  }

  private static @Nullable String placeholderProblem(String what, String path) {
    Matcher matcher = PLACEHOLDER.matcher(path);
    while (matcher.find()) {
      String where =
          " at character " + (matcher.start() + 1) + " of the " + what + " " + quoted(path);
      if (matcher.group(2).isEmpty()) {
        return "The placeholder" + where + " is not closed";
      }
      if (!SEGMENT.matcher(matcher.group(1)).matches()) {
        return "The placeholder"
            + where
            + " has the name "
            + quoted(matcher.group(1))
            + ", which is not of A-Z a-z 0-9 . _ -";
      }
    }
    return null;
  }

  private static @Nullable String segmentProblem(String written, boolean last) {
    String segment = withoutPlaceholders(written);
    if (segment.isEmpty()) {
      return last ? "ends with a slash" : "has an empty segment";
    }
    if (segment.equals(".") || segment.equals("..")) {
      return "has the segment " + quoted(segment);
    }
    Matcher illegal = ILLEGAL.matcher(segment);
    if (illegal.find()) {
      return "has the character " + quoted(illegal.group()) + " in " + quoted(written);
    }
    return segment.length() > LONGEST_SEGMENT
        ? "has a segment of " + segment.length() + " characters, more than " + LONGEST_SEGMENT
        : null;
  }

  private static String quoted(String text) {
    return Json.of(text);
  }
}
