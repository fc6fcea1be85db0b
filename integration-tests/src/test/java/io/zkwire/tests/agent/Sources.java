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
    compile(name, classPath, to, List.of("-proc:none"), List.of(options));
  }

  /** Compiles one that is to be woven, with the annotation processor. */
  static void compileForWeaving(String name, String classPath, Path to) throws IOException {
    String processor = "io.zkwire.processor.ZkWireProcessor";
    compile(
        name,
        classPath,
        to,
        List.of("-processor", processor),
        List.of("-g", "-Azkwire.woven=true"));
  }

  private static void compile(
      String name, String classPath, Path to, List<String> processing, List<String> options)
      throws IOException {
    Files.createDirectories(to);
    Path source = to.resolve(name + ".java");
    String resource = "/programs/" + name + ".java.txt";
    try (InputStream in = Objects.requireNonNull(Sources.class.getResourceAsStream(resource))) {
      Files.writeString(source, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    List<String> command = new ArrayList<>(processing);
    command.addAll(List.of("-cp", classPath));
    command.addAll(List.of("-d", to.toString()));
    command.addAll(options);
    command.add(source.toString());
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(new String[0]));
    assertThat(code).as(name).isZero();
    Files.delete(source);
  }
}
