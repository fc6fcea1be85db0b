package io.zkwire.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of text. */
final class Texts {

  static final String BEGIN = "<!-- figures -->\n";
  static final String END = "<!-- /figures -->";

  private Texts() {}

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Puts a text between the two marks of a page. */
  static void replaceFigures(Path page, String text) {
    String whole = read(page);
    int begin = whole.indexOf(BEGIN);
    int end = whole.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          page + " has no place for figures: a line <!-- figures -->, and later one " + END);
    }
    write(page, whole.substring(0, begin + BEGIN.length()) + text + whole.substring(end));
  }
}
