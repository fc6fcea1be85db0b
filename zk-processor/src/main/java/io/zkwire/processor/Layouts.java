package io.zkwire.processor;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks the lines of generated code that would be too long to read. */
final class Layouts {

  private static final int LONGEST_LINE = 100;

  /** Where the arguments of a broken call in a method begin. */
  private static final int BROKEN_COLUMN = 8;

  /** A text in quotes, or what stands between such. */
  private static final Pattern PART = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[^\"]+");

  private Layouts() {}

  /** A lambda that begins at a column; its body stands on a line of its own if it must. */
  static CodeBlock lambda(int column, CodeBlock parameters, CodeBlock body) {
    CodeBlock line = CodeBlock.of("$L -> $L", parameters, body);
    return column + width(line) < LONGEST_LINE
        ? line
        : CodeBlock.of("$L ->\n$>$>$L$<$<", parameters, body);
  }

  /** A call that begins at a column; its arguments stand on a line of their own if they must. */
  static CodeBlock call(int column, CodeBlock method, CodeBlock arguments) {
    CodeBlock line = CodeBlock.of("$L($L)", method, arguments);
    return column + width(line) < LONGEST_LINE ? line : broken(method, arguments);
  }

  /** The same, with each argument on a line of its own if one line for all is not enough. */
  static CodeBlock call(int column, CodeBlock method, List<CodeBlock> arguments) {
    CodeBlock line = arguments.stream().collect(CodeBlock.joining(", "));
    return column + width(CodeBlock.of("$L($L)", method, line)) < LONGEST_LINE
            || BROKEN_COLUMN + width(line) < LONGEST_LINE
        ? call(column, method, line)
        : broken(method, arguments.stream().collect(CodeBlock.joining(",\n")));
  }

  private static CodeBlock broken(CodeBlock method, CodeBlock arguments) {
    return CodeBlock.of("$L(\n$>$>$L)$<$<", method, arguments);
  }

  /** The width of the first line, with types as imports leave them. */
  private static int width(CodeBlock code) {
    String text =
        PART.matcher(code.toString())
            .replaceAll(
                part ->
                    Matcher.quoteReplacement(
                        part.group().startsWith("\"")
                            ? part.group()
                            : TypeTexts.withoutPackages(part.group())));
    int end = text.indexOf('\n');
    return end < 0 ? text.length() : end;
  }
}
