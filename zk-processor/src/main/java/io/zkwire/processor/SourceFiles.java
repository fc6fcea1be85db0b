package io.zkwire.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;

/** Writes generated classes as Java source, each with one originating element. */
final class SourceFiles {

  /** What generated code uses of java.lang without an import. */
  private static final Set<String> JAVA_LANG =
      Set.of(
          "Boolean",
          "Byte",
          "Character",
          "Class",
          "Deprecated",
          "Double",
          "Float",
          "Integer",
          "Long",
          "Override",
          "SafeVarargs",
          "Short",
          "String",
          "SuppressWarnings");

  private final Tools tools;
  private final Filer filer;

  /** Whether there is a class, by package and name: one package has many classes to write for. */
  private final Map<String, Boolean> known = new HashMap<>();

  SourceFiles(Tools tools, Filer filer) {
    this.tools = tools;
    this.filer = filer;
  }

  /** Forgets which classes there are: there may be others now. */
  void newRound() {
    known.clear();
  }

  /**
   * Writes a class.
   *
   * @param owner the class that it is written for
   * @param name its name
   * @param file its text
   * @param javaLang which classes of java.lang it names beside those that all do
   */
  void write(WiredClass owner, ClassName name, JavaFile.Builder file, Collection<String> javaLang)
      throws IOException {
    String source =
        file.skipJavaLangImports(!hidesJavaLang(owner, javaLang))
            .indent("  ")
            .build()
            .toString()
            .replaceAll("[ \\t]+\\n", "\n");
    try (Writer out = filer.createSourceFile(name.canonicalName(), owner.topLevel()).openWriter()) {
      out.write(source);
    }
  }

  /** Whether the package has a class that, unimported, would be taken for one of java.lang. */
  private boolean hidesJavaLang(WiredClass owner, Collection<String> javaLang) {
    return Stream.concat(JAVA_LANG.stream(), javaLang.stream())
        .anyMatch(name -> isBeside(owner, name));
  }

  private boolean isBeside(WiredClass owner, String name) {
    return known.computeIfAbsent(
        owner.packageName() + "." + name, key -> tools.beside(owner, name) != null);
  }
}
