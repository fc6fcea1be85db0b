package io.zkwire.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import io.zkwire.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Compiles sources with the processor, and reads what came of it. */
final class Compilations {

  static final String IMPORTS =
      """
      import io.zkwire.*;
      import io.zkwire.annotation.*;
      import java.time.*;
      import java.util.*;
      """;

  private static final List<String> STRICT =
      List.of("-Xlint:all,-processing,-path", "-Werror", "-parameters");

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^(?:@\\w+\\s+)?(?:public |abstract |final |sealed )*"
              + "(?:class|record|enum|interface|@interface) ([\\w$]+)");
  private static final Pattern CODE = Pattern.compile("\\[(ZK-[A-Z]+-\\d+)] ");
  private static final Pattern MARKER = Pattern.compile("// ((?:ZK-[A-Z]+-\\d+ ?)+)$");

  private Compilations() {}

  /** Compiles with every warning as an error. */
  static Compilation strict(String... sources) {
    return javac()
        .withProcessors(new ZkWireProcessor())
        .withOptions(STRICT)
        .compile(files(sources));
  }

  /** The same, of a module whose guards will be woven. */
  static Compilation woven(String... sources) {
    return javac()
        .withProcessors(new ZkWireProcessor())
        .withOptions(Stream.concat(STRICT.stream(), Stream.of("-Azkwire.woven=true")).toList())
        .compile(files(sources));
  }

  /** Compiles as a user who asks for nothing would. */
  static Compilation plain(String... sources) {
    return javac().withProcessors(new ZkWireProcessor()).compile(files(sources));
  }

  /** Compiles against a folder of classes. */
  static Compilation against(Path folder, String... sources) {
    List<File> path = new ArrayList<>(List.of(folder.toFile()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(new File(entry));
    }
    return javac()
        .withProcessors(new ZkWireProcessor())
        .withClasspath(path)
        .compile(files(sources));
  }

  /** Writes what was compiled into a folder. */
  static void writeClasses(Compilation compilation, Path folder) throws IOException {
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        Path path = folder.resolve(file.getName().replaceFirst("^/?CLASS_OUTPUT/", ""));
        Files.createDirectories(path.getParent());
        try (InputStream in = file.openInputStream()) {
          Files.copy(in, path, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  static List<JavaFileObject> files(String... sources) {
    return Arrays.stream(sources).map(Compilations::parsed).toList();
  }

  private static JavaFileObject parsed(String source) {
    Matcher inPackage = PACKAGE.matcher(source);
    String prefix = inPackage.find() ? inPackage.group(1) + "." : "";
    String imported =
        inPackage.reset().find()
            ? inPackage.replaceFirst("package $1; " + onOneLine(IMPORTS))
            : onOneLine(IMPORTS) + source;
    Matcher type = TYPE.matcher(source);
    if (!type.find()) {
      throw new IllegalArgumentException("no type in " + source);
    }
    return JavaFileObjects.forSourceString(prefix + type.group(1), imported);
  }

  /** Keeps the numbers of lines. */
  private static String onOneLine(String imports) {
    return imports.replace("\n", " ");
  }

  /** The codes that the marks in sources promise, {@code // ZK-CONFIG-01}, by type and line. */
  static Map<String, List<String>> marks(String... sources) {
    Map<String, List<String>> marks = new TreeMap<>();
    for (int i = 0; i < sources.length; i++) {
      String name = files(sources[i]).get(0).getName();
      String[] lines = sources[i].split("\n");
      for (int line = 0; line < lines.length; line++) {
        Matcher marker = MARKER.matcher(lines[line]);
        if (marker.find()) {
          marks.put(
              name + ":" + (line + 1), Stream.of(marker.group(1).split(" ")).sorted().toList());
        }
      }
    }
    return marks;
  }

  /** The codes that the compiler printed, by file and line. */
  static Map<String, List<String>> codes(Compilation compilation) {
    Map<String, List<String>> codes = new TreeMap<>();
    for (Diagnostic<? extends JavaFileObject> each : diagnostics(compilation)) {
      Matcher code = CODE.matcher(each.getMessage(null));
      if (code.find()) {
        codes
            .computeIfAbsent(file(each) + ":" + each.getLineNumber(), key -> new ArrayList<>())
            .add(code.group(1));
      }
    }
    codes.values().forEach(list -> list.sort(null));
    return codes;
  }

  /** The messages of one code, in the order of their lines. */
  static List<String> messages(Compilation compilation, ErrorCode code) {
    return diagnostics(compilation).stream()
        .sorted(Comparator.comparing(Compilations::position))
        .map(each -> each.getMessage(null))
        .filter(message -> message.contains("[" + code.id() + "]"))
        .toList();
  }

  private static String position(Diagnostic<? extends JavaFileObject> diagnostic) {
    return "%s:%06d".formatted(file(diagnostic), diagnostic.getLineNumber());
  }

  private static String file(Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject source = diagnostic.getSource();
    return source == null ? "" : source.getName();
  }

  static List<Diagnostic<? extends JavaFileObject>> diagnostics(Compilation compilation) {
    return List.copyOf(compilation.diagnostics());
  }

  /** What was generated, by path, classes left out. */
  static Map<String, String> generated(Compilation compilation) {
    Map<String, String> files = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() != JavaFileObject.Kind.CLASS) {
        String path = file.toUri().getPath().replaceFirst("^/(SOURCE|CLASS)_OUTPUT/", "");
        files.put(path, content(file));
      }
    }
    return files;
  }

  private static String content(JavaFileObject file) {
    try (InputStream in = file.openInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
