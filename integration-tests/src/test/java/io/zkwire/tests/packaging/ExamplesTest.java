package io.zkwire.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Examples of the documentation and of Javadoc are Java, and fit what there is. Those that hold
 * whole types go through the annotation processor as well.
 */
@Tag("slow")
class ExamplesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String SOURCES = "src/main/java/io/zkwire";

  /** The packages for applications, but for those of Spring and of the console. */
  private static final List<Path> PACKAGES =
      Stream.of(
              "zk-annotations/" + SOURCES,
              "zk-annotations/" + SOURCES + "/annotation",
              "zk-runtime/" + SOURCES + "/runtime",
              "zk-junit/" + SOURCES + "/junit")
          .map(ROOT::resolve)
          .toList();

  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "(?m)^public (?:(?:final|abstract|sealed|non-sealed) )*"
              + "(?:class|interface|enum|record|@interface) ");

  /** What needs libraries that are not on the class path here is shown from tests of its module. */
  private static final Map<Path, Path> ELSEWHERE =
      Map.of(
          ROOT.resolve("zk-spring-boot-starter/" + SOURCES + "/spring"),
          ROOT.resolve("zk-spring-boot-starter/src/test/java/io/zkwire/spring/Documented.java"),
          ROOT.resolve("zk-console/" + SOURCES + "/console/web"),
          ROOT.resolve("zk-console/src/test/java/io/zkwire/console/web/Documented.java"));

  /** Public for the sake of the runtime alone, which is in another package. */
  private static final Set<String> FOR_THE_RUNTIME =
      Set.of("CurrentProgress.java", "CurrentToken.java");

  private static final List<String> NAMED_ELSEWHERE =
      List.of("@ZkWireTest", "@ConfigurationProperties", "ConsoleOptions");

  @TempDir private Path classes;

  @Test
  void compile() throws IOException {
    List<Example> onPages = new ArrayList<>(Example.ofPage(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      for (Path page : docs.sorted().toList()) {
        String name = page.getFileName().toString();
        if (name.endsWith(".md") && !name.startsWith("migrate-")) { // those show what tests run
          onPages.addAll(Example.ofPage(page));
        }
      }
    }
    List<Example> inJavadoc = new ArrayList<>();
    for (Path folder : PACKAGES) {
      for (Path source : Example.sources(folder)) {
        inJavadoc.addAll(Example.ofJavadoc(source));
      }
    }
    assertThat(onPages.size()).isGreaterThan(60);
    assertThat(inJavadoc.size()).isGreaterThan(140);
    onPages.addAll(inJavadoc);
    assertThat(mistakes(onPages)).isEmpty();
  }

  @Test
  void everyPublicTypeForApplicationsHasOne() throws IOException {
    List<String> without = new ArrayList<>();
    for (Path folder : PACKAGES) {
      for (Path source : Example.sources(folder)) {
        String text = Files.readString(source);
        Matcher type = PUBLIC_TYPE.matcher(text);
        if (type.find() && !text.substring(0, type.start()).contains("<pre>{@code")) {
          without.add(source.getFileName().toString());
        }
      }
    }
    assertThat(without).containsExactlyInAnyOrderElementsOf(FOR_THE_RUNTIME);
  }

  @Test
  void ofSpringAndOfTheConsole() throws IOException {
    List<Example> examples = new ArrayList<>();
    StringBuilder tested = new StringBuilder();
    for (Map.Entry<Path, Path> module : ELSEWHERE.entrySet()) {
      try (Stream<Path> sources = Files.walk(module.getKey())) {
        for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
          examples.addAll(Example.ofJavadoc(source));
        }
      }
      tested.append(Files.readString(module.getValue()));
    }
    Example.ofPage(ROOT.resolve("docs/guide.md")).stream()
        .filter(example -> NAMED_ELSEWHERE.stream().anyMatch(example.code()::contains))
        .forEach(examples::add);
    assertThat(examples.size()).isGreaterThan(6);
    String compiled = dense(tested.toString());
    assertThat(examples)
        .allSatisfy(
            example ->
                assertThat(compiled.contains(dense(example.code()))).as("%s", example).isTrue());
  }

  private static String dense(String code) {
    return code.replaceAll("\\s+", "");
  }

  private List<String> mistakes(List<Example> examples) throws IOException {
    List<ExampleFile> processed = new ArrayList<>();
    List<ExampleFile> woven = new ArrayList<>();
    List<ExampleFile> plain = new ArrayList<>();
    for (Example example : examples) {
      ExampleFile file = ExampleFile.of(example, processed.size() + woven.size() + plain.size());
      if (NAMED_ELSEWHERE.stream().noneMatch(file::says)) {
        (file.says("@ZkBound") ? woven : file.types() ? processed : plain).add(file);
      }
    }
    List<String> mistakes = new ArrayList<>();
    mistakes.addAll(compile(processed));
    mistakes.addAll(compile(woven, "-Azkwire.woven=true"));
    mistakes.addAll(compile(plain, "-proc:none"));
    return mistakes;
  }

  private List<String> compile(List<ExampleFile> files, String... options) throws IOException {
    if (files.isEmpty()) {
      return List.of();
    }
    List<String> all =
        new ArrayList<>(List.of("-d", classes.toString(), "-Xlint:none", "-Xmaxerrs", "1000"));
    all.addAll(List.of("-cp", System.getProperty("java.class.path")));
    all.addAll(List.of(options));
    if (!all.contains("-proc:none")) {
      all.addAll(List.of("-processor", "io.zkwire.processor.ZkWireProcessor"));
    }
    List<ExampleFile> withGiven = new ArrayList<>(files);
    withGiven.add(
        ExampleFile.given(Files.readString(Path.of("src/test/resources/examples/Given.java"))));
    return ExampleFile.compile(withGiven, all);
  }
}
