package io.zkwire.tests.packaging;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * An example as a file that javac takes: as it is where it holds types, else within a class that
 * has what examples take as given.
 */
final class ExampleFile extends SimpleJavaFileObject {

  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
  private static final StandardJavaFileManager FILES =
      JAVAC.getStandardFileManager(null, Locale.ROOT, null);
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\n");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package .*;\\n");
  private static final Pattern PUBLIC =
      Pattern.compile("(?m)^(public |private |@\\w+.*\\) private )");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(\\w+ )*(class|interface|record|enum|@interface) ");
  private static final Pattern TYPE_LEFT_OUT =
      Pattern.compile("((?:class|interface) \\w+[^{}\\n]*)\\{ \\.\\.\\. }");

  private static final String IMPORTS =
      """
      import static given.Given.*;

      import given.Given.*;
      import io.zkwire.*;
      import io.zkwire.annotation.*;
      import io.zkwire.annotation.Queue;
      import io.zkwire.junit.*;
      import io.zkwire.runtime.*;
      import java.io.*;
      import java.net.*;
      import java.nio.charset.StandardCharsets;
      import java.nio.file.Path;
      import java.sql.Connection;
      import java.sql.PreparedStatement;
      import java.sql.ResultSet;
      import java.sql.SQLException;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      import java.util.function.*;
      import java.util.stream.*;
      import javax.sql.DataSource;
      import org.apache.curator.framework.api.ACLProvider;
      import org.apache.zookeeper.ZooDefs.Perms;
      import org.apache.zookeeper.data.ACL;
      import org.apache.zookeeper.data.Id;
      import org.junit.jupiter.api.Test;
      import org.springframework.scheduling.annotation.Scheduled;
      import org.springframework.stereotype.Component;
      """;

  private final Example example;
  private final String text;
  private final boolean types;

  private ExampleFile(Example example, String text, boolean types) {
    super(URI.create("example:/" + example.where().replace(':', '/') + ".java"), Kind.SOURCE);
    this.example = example;
    this.text = text;
    this.types = types;
  }

  /** A file that is compiled beside examples. */
  static ExampleFile given(String text) {
    return new ExampleFile(new Example("given", text), text, true);
  }

  /** Makes a file of an example. */
  static ExampleFile of(Example example, int number) {
    String code = complete(example.code());
    String header = "package example" + number + ";\n" + imports(code);
    String body = IMPORT.matcher(code).replaceAll("");
    String asTypes = PACKAGE.matcher(code).find() ? code : header + body;
    if (TYPE.matcher(body).find() && parses(asTypes)) {
      return new ExampleFile(example, asTypes, true);
    }
    List<String> members = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    if (isStatement(header, body)) {
      statements.add(body);
    } else if (parses(wrapped(header, List.of(body), List.of()))) {
      members.add(body);
    } else {
      for (String piece : new Example(example.where(), body).pieces()) {
        (isStatement(header, piece) ? statements : members).add(piece);
      }
    }
    return new ExampleFile(example, wrapped(header, members, statements), false);
  }

  /** A class within a method is not public, though the parser does not mind. */
  private static boolean isStatement(String header, String code) {
    return !PUBLIC.matcher(code).find() && parses(wrapped(header, List.of(), List.of(code)));
  }

  /** What an example leaves out is filled in. */
  private static String complete(String code) {
    return TYPE_LEFT_OUT
        .matcher(code)
        .replaceAll("$1{}")
        .replace("{ ... }", "{ throw new IllegalStateException(); }")
        .replaceAll("(?m)^ *\\.\\.\\.$", "");
  }

  private static String imports(String code) {
    String own =
        IMPORT.matcher(code).results().map(found -> found.group()).collect(Collectors.joining());
    return own + IMPORTS;
  }

  private static String wrapped(String header, List<String> members, List<String> statements) {
    return "%sclass Example {%n%s%nvoid example() throws Exception {%n%s%n}%n}"
        .formatted(header, String.join("\n", members), String.join("\n", statements));
  }

  private static boolean parses(String text) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    ExampleFile file = new ExampleFile(new Example("any", text), text, false);
    JavacTask task =
        (JavacTask) JAVAC.getTask(null, FILES, found, List.of("-proc:none"), null, List.of(file));
    try {
      task.parse();
    } catch (IOException e) {
      throw new IllegalStateException("a text that cannot be read", e);
    }
    return errors(found).isEmpty();
  }

  /** Compiles examples together; what javac finds wrong, by the places of the examples. */
  static List<String> compile(List<ExampleFile> files, List<String> options) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    StringWriter other = new StringWriter();
    boolean good = JAVAC.getTask(other, FILES, found, options, null, files).call();
    List<String> errors = errors(found);
    return good || !errors.isEmpty() ? errors : List.of(other.toString());
  }

  private static List<String> errors(DiagnosticCollector<JavaFileObject> found) {
    return found.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(ExampleFile::shown)
        .toList();
  }

  private static String shown(Diagnostic<? extends JavaFileObject> error) {
    String message = error.getMessage(Locale.ROOT);
    if (!(error.getSource() instanceof ExampleFile file)) {
      return message;
    }
    String line =
        file.text.lines().skip(Math.max(0, error.getLineNumber() - 1)).findFirst().orElse("");
    return file.example.where() + ": " + line.strip() + "\n    " + message;
  }

  /** Whether it holds types, which the annotation processor may see. */
  boolean types() {
    return types;
  }

  boolean says(String word) {
    return text.contains(word);
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }

  /** A public class may stand in any of them. */
  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    return kind == Kind.SOURCE && !simpleName.endsWith("-info");
  }
}
