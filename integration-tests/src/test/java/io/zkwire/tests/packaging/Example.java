package io.zkwire.tests.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An example of the documentation.
 *
 * @param where the file and the line
 * @param code what stands there
 */
record Example(String where, String code) {

  private static final Pattern ON_PAGE = Pattern.compile("(?ms)^( *)```java\\n(.*?)^ *```");
  private static final Pattern IN_JAVADOC =
      Pattern.compile("(?ms)^ *\\* <pre>\\{@code\\n(.*?)^ *\\* \\}</pre>");
  private static final Pattern STAR = Pattern.compile("(?m)^ *\\* ?");

  /** Those of a page of Markdown. */
  static List<Example> ofPage(Path page) throws IOException {
    return all(page, ON_PAGE, found -> found.group(2));
  }

  /** Those in the Javadoc of a source. */
  static List<Example> ofJavadoc(Path source) throws IOException {
    return all(source, IN_JAVADOC, found -> STAR.matcher(found.group(1)).replaceAll(""));
  }

  private static List<Example> all(
      Path file, Pattern pattern, java.util.function.Function<MatchResult, String> code)
      throws IOException {
    String text = Files.readString(file);
    List<Example> examples = new ArrayList<>();
    for (MatchResult found : pattern.matcher(text).results().toList()) {
      long line = text.substring(0, found.start()).lines().count() + 1;
      examples.add(new Example(file.getFileName() + ":" + line, code.apply(found)));
    }
    return examples;
  }

  /** The sources of a package, those of its subpackages left out. */
  static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .sorted()
          .toList();
    }
  }

  /** The blocks between empty lines. */
  List<String> pieces() {
    return Stream.of(code.split("\\n\\s*\\n")).toList();
  }
}
