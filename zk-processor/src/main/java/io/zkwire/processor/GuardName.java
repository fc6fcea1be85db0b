package io.zkwire.processor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of locks and permits, in which <code>{parameter}</code> stands for a parameter of the
 * method and <code>${name}</code> for what is known when the object is bound.
 */
final class GuardName {

  private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]*)(}?)");

  private GuardName() {}

  /** The names of the parameters, in their order. */
  static List<String> parameters(String name) {
    return PARAMETER
        .matcher(KeyPath.withoutPlaceholders(name))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** The placeholder that is not closed, as far as it goes, or null if all are closed. */
  static @Nullable String unclosed(String name) {
    Matcher matcher = PARAMETER.matcher(KeyPath.withoutPlaceholders(name));
    while (matcher.find()) {
      if (matcher.group(2).isEmpty()) {
        return matcher.group();
      }
    }
    return null;
  }

  /** The name with something harmless in place of each parameter. */
  static String withoutParameters(String name) {
    return name.replaceAll("(?<!\\$)" + PARAMETER, "x");
  }
}
