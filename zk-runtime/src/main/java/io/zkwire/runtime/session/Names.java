package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names and paths that may be used. A segment is {@code [A-Za-z0-9._-]{1,128}} and never {@code .}
 * or {@code ..}, so that no name leaves its root.
 */
public final class Names {

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
  private static final int LONGEST = 128;

  private Names() {}

  /**
   * Checks one name.
   *
   * @param what what is named, for the message
   * @param name the name
   * @return the name
   * @throws ZkWireException ZK-NAME-01 if it is not allowed
   */
  public static String segment(String what, String name) {
    String wrong = wrongWith(name);
    if (wrong != null) {
      throw refused(what, name, wrong);
    }
    return name;
  }

  /**
   * Checks a path below the chroot.
   *
   * @param what what is named, for the message
   * @param path an absolute path of at least one segment
   * @return the path
   * @throws ZkWireException ZK-NAME-01 if it is not allowed
   */
  public static String path(String what, String path) {
    if (!path.startsWith("/")) {
      throw refused(what, path, "it does not begin with '/'");
    }
    for (String segment : path.substring(1).split("/", -1)) {
      String wrong = wrongWith(segment);
      if (wrong != null) {
        throw refused(what, path, wrong);
      }
    }
    return path;
  }

  /**
   * Replaces {@code ${name}}: options first, then system properties, then the environment.
   *
   * @param text the text
   * @param options the options
   * @return the text without placeholders
   * @throws ZkWireException ZK-NAME-02 if one is not known
   */
  public static String resolve(String text, Map<String, String> options) {
    return resolve(text, options, System::getProperty, System::getenv);
  }

  static String resolve(
      String text,
      Map<String, String> options,
      Function<String, @Nullable String> properties,
      Function<String, @Nullable String> environment) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      String value = options.get(name);
      value = value == null && !name.isEmpty() ? properties.apply(name) : value;
      value = value == null && !name.isEmpty() ? environment.apply(name) : value;
      if (value == null) {
        throw new ZkWireException(
            ErrorCode.PLACEHOLDER,
            "nothing defines ${" + name + "} in '" + text + "'",
            "Set it with ZkWire.builder().property(\""
                + name
                + "\", ...), as a system property or in the environment",
            null);
      }
      matcher.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(out).toString();
  }

  private static @Nullable String wrongWith(String segment) {
    if (segment.isEmpty()) {
      return "a segment is empty";
    }
    if (segment.length() > LONGEST) {
      return "a segment has " + segment.length() + " characters, more than " + LONGEST;
    }
    if (segment.equals(".") || segment.equals("..")) {
      return "a segment is '" + segment + "'";
    }
    for (int i = 0; i < segment.length(); i++) {
      if (!allowed(segment.charAt(i))) {
        return String.format("it contains the character U+%04X", (int) segment.charAt(i));
      }
    }
    return null;
  }

  private static boolean allowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  private static ZkWireException refused(String what, String name, String wrong) {
    return new ZkWireException(
        ErrorCode.NAME,
        what + " '" + printable(name) + "' is not allowed: " + wrong,
        "Use 1 to 128 of A-Z a-z 0-9 . _ - in each segment",
        null);
  }

  /** A text without control characters, cut to a length that fits a log line. */
  public static String printable(String text) {
    String cut = text.length() > 200 ? text.substring(0, 200) + "..." : text;
    return UNPRINTABLE.matcher(cut).replaceAll("?");
  }
}
