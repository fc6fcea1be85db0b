package io.zkwire.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What build tools rely on. */
class BuildToolsTest {

  private static final String NESTED =
      """
      package com.acme;
      class Outer {
        static class Inner {
          @ZkConfig("a") volatile int a = 1;
        }
        @ZkConfig("b") volatile int b;
        @LeaderOnly("c") void c() {}
      }
      """;

  private static final String[] BOTH_COMPILERS = {
    Sources.REPORT_SCHEDULER, Sources.DB_SETTINGS, Sources.GUARDED, Sources.BASE
  };

  @Test
  void eachFileHasTheTopLevelClassAsItsOnlyOriginatingElement() {
    RecordingProcessor processor = new RecordingProcessor();
    Compilation compilation = javac().withProcessors(processor).compile(Compilations.files(NESTED));
    assertThat(compilation).succeededWithoutWarnings();
    List<String> outer = List.of("com.acme.Outer");
    assertThat(processor.originating())
        .isEqualTo(
            Map.of(
                "com.acme.Outer_ZkBinding", outer,
                "com.acme.Outer_ZkGuarded", outer,
                "com.acme.Outer_Inner_ZkBinding", outer,
                "META-INF/zkwire/com.acme.Outer.json", outer,
                "META-INF/zkwire/com.acme.Outer$Inner.json", outer));
  }

  @Test
  void noAnnotationIsClaimed() {
    RecordingProcessor processor = new RecordingProcessor();
    javac().withProcessors(processor).compile(Compilations.files(NESTED));
    assertThat(processor.claimed()).isFalse();
  }

  @Test
  void anEnvironmentThatIsWrappedCostsOnlyTheDefaults() {
    Compilation wrapped =
        javac().withProcessors(new RecordingProcessor()).compile(Compilations.files(NESTED));
    Map<String, String> plain = Compilations.generated(Compilations.plain(NESTED));
    plain.replaceAll((path, text) -> text.replace("\"default\": \"1\", ", ""));
    assertThat(Compilations.generated(wrapped)).isEqualTo(plain);
  }

  @Test
  void twoRunsGiveTheSameBytes() {
    String[] sources = {Sources.REPORT_SCHEDULER, Sources.DB_SETTINGS, NESTED};
    assertThat(Compilations.generated(Compilations.strict(sources)))
        .isEqualTo(Compilations.generated(Compilations.strict(sources)))
        .hasSize(7);
  }

  @Test
  void theOrderOfMembersIsNotInTheManifest() {
    String one = "package com.acme; \nclass A { @ZkConfig(\"a\") volatile int a; %s }";
    String other = "package com.acme; \nclass A { %s @ZkConfig(\"a\") volatile int a; }";
    String member = "@ZkConfig(\"b\") volatile int b;";
    assertThat(manifest(one.formatted(member))).isEqualTo(manifest(other.formatted(member)));
  }

  private static String manifest(String source) {
    return Compilations.generated(Compilations.strict(source))
        .get("META-INF/zkwire/com.acme.A.json");
  }

  @Test
  void theEclipseCompilerGivesTheSameClasses(@TempDir Path folder) throws IOException {
    EclipseCompiler compiler = new EclipseCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8);
    files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
    files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(folder));
    List<String> options = List.of("--release", "17", "-Xlint");
    List<Path> sources = new ArrayList<>();
    for (JavaFileObject source : Compilations.files(BOTH_COMPILERS)) {
      Path file = folder.resolve(Path.of(source.getName()).getFileName());
      sources.add(Files.writeString(file, source.getCharContent(true)));
    }
    CompilationTask task =
        compiler.getTask(
            new StringWriter(),
            files,
            diagnostics,
            options,
            null,
            files.getJavaFileObjectsFromPaths(sources));
    task.setProcessors(List.of(new ZkWireProcessor()));
    assertThat(task.call()).as(diagnostics.getDiagnostics().toString()).isTrue();
    assertThat(diagnostics.getDiagnostics())
        .filteredOn(each -> each.getSource() != null && each.getSource().getName().contains("_Zk"))
        .extracting(each -> each.getSource().getName() + ": " + each.getMessage(null))
        .isEmpty();
    Map<String, String> javac = Compilations.generated(Compilations.plain(BOTH_COMPILERS));
    for (String name :
        List.of("ReportScheduler_ZkBinding", "Guarding_ZkBinding", "Guarding_ZkGuarded")) {
      String path = "com/acme/" + name + ".java";
      assertThat(folder.resolve(path)).hasContent(javac.get(path));
    }
  }

  @Test
  void theProcessorIsFoundAndDeclaredIsolating() throws IOException {
    assertThat(ServiceLoader.load(Processor.class))
        .hasAtLeastOneElementOfType(ZkWireProcessor.class);
    String file = "/META-INF/gradle/incremental.annotation.processors";
    try (InputStream in = ZkWireProcessor.class.getResourceAsStream(file)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("io.zkwire.processor.ZkWireProcessor,isolating\n");
    }
  }

  @Test
  void nothingIsWrittenForClassesWithoutAnnotations() {
    Compilation compilation =
        Compilations.plain(
            "package com.acme;\n@Deprecated class Plain {\n@Deprecated volatile int limit;\n}");
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(Compilations.generated(compilation)).isEmpty();
  }

  @Test
  void aClassOfThreeHundredMembersCompiles() {
    StringBuilder source = new StringBuilder("package com.acme;\nclass Large {\n");
    for (int i = 0; i < 300; i++) {
      source.append("@ZkConfig(\"k/%1$d\") volatile List<Integer> f%1$d;%n".formatted(i));
      source.append("@OnConfigChange(\"k/%1$d\") void m%1$d(List<Integer> a) {}%n".formatted(i));
    }
    Compilation compilation = Compilations.strict(source.append("}").toString());
    assertThat(compilation).succeededWithoutWarnings();
  }

  @Test
  void generatedFilesOfOtherProcessorsAreWaitedFor() {
    Compilation compilation =
        javac()
            .withProcessors(new ZkWireProcessor(), new MakesMode())
            .compile(
                JavaFileObjects.forSourceLines(
                    "com.acme.A",
                    "package com.acme;",
                    "class A {",
                    "  @io.zkwire.annotation.ZkConfig(\"a\") volatile Mode a;",
                    "}"));
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(Compilations.generated(compilation).get("META-INF/zkwire/com.acme.A.json"))
        .contains("{\"enum\": [\"FAST\"]}");
  }
}
