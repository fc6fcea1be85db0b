package io.zkwire.processor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the first sentence of a Javadoc comment as plain text. */
final class JavadocText {

  private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@[A-Za-z].*", Pattern.DOTALL);
  private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+\\s+([^{}]*)}");
  private static final Pattern HTML_TAG =
      Pattern.compile("</?(p|b|i|em|strong|code|tt|a|ul|ol|li|br|pre)(\\s[^>]*)?/?>");
  private static final Pattern SENTENCE = Pattern.compile(".*?[.!?](?=\\s|$)");

  private JavadocText() {}

  /** The first sentence on one line, or null where there is no comment. */
  static @Nullable String firstSentence(@Nullable String comment) {
    if (comment == null) {
      return null;
    }
    String text = BLOCK_TAG.matcher(comment).replaceFirst("");
    text = HTML_TAG.matcher(text).replaceAll("");
    text = INLINE_TAG.matcher(text).replaceAll("$1");
    text = text.replaceAll("\\s+", " ").strip();
    Matcher sentence = SENTENCE.matcher(text);
    String first = sentence.find() ? sentence.group() : text;
    return first.isEmpty() ? null : first;
  }
}
