package io.zkwire.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of text. */
public final class Texts {

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

  /**
   * Puts a text between two marks of a page.
   *
   * @param page the file
   * @param begin the first mark, with its line's end
   * @param end the second mark
   * @param text what stands between them afterwards
   * @throws IllegalArgumentException if the page has not both
   */
  public static void replace(Path page, String begin, String end, String text) {
    String whole = read(page);
    int from = whole.indexOf(begin);
    int to = whole.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          page + " has no place for it: a line " + begin.trim() + ", and later one " + end.trim());
    }
    write(page, whole.substring(0, from + begin.length()) + text + whole.substring(to));
  }
}
