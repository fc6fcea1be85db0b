package io.zkwire.processor;

import com.palantir.javapoet.CodeBlock;

/** Breaks the lines of generated code that would be too long to read. */
final class Layouts {

  private static final int LONGEST_LINE = 100;

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
    return column + width(line) < LONGEST_LINE
        ? line
        : CodeBlock.of("$L(\n$>$>$L)$<$<", method, arguments);
  }

  /** The width of the first line, with types as imports leave them. */
  private static int width(CodeBlock code) {
    String text = TypeTexts.withoutPackages(code.toString());
    int end = text.indexOf('\n');
    return end < 0 ? text.length() : end;
  }
}
