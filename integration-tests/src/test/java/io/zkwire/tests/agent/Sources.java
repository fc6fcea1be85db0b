package io.zkwire.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;

/** Compiles programs that know nothing of zkwire. */
final class Sources {

  private Sources() {}

  /**
   * Compiles a program that lies among the resources.
   *
   * @param name its file, without what it ends with
   * @param classPath what it is compiled against
   * @param to where the classes go
   * @param options further options of the compiler
   */
  static void compile(String name, String classPath, Path to, String... options)
      throws IOException {
    Path source = copy(name, to);
    List<String> all = new ArrayList<>(List.of("-proc:none"));
    all.addAll(List.of(options));
    compile(source, classPath, to, all);
    Files.delete(source);
  }

  /** Compiles a program that is to be woven, with the annotation processor. */
  static void compileForWeaving(Path source, String classPath, Path to) throws IOException {
    String processor = "io.zkwire.processor.ZkWireProcessor";
    Files.createDirectories(to);
    compile(source, classPath, to, List.of("-processor", processor, "-g", "-Azkwire.woven=true"));
  }

  /** Puts a program that lies among the resources into a directory, as a file of Java. */
  static Path copy(String name, Path to) throws IOException {
    Files.createDirectories(to);
    Path source = to.resolve(name + ".java");
    String resource = "/programs/" + name + ".java.txt";
    try (InputStream in = Objects.requireNonNull(Sources.class.getResourceAsStream(resource))) {
      Files.writeString(source, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    return source;
  }

  private static void compile(Path source, String classPath, Path to, List<String> options) {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-cp", classPath, "-d", to.toString(), source.toString()));
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(new String[0]));
    assertThat(code).as(source.toString()).isZero();
  }
}
