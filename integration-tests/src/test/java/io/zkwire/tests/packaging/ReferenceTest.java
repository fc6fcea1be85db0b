package io.zkwire.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.runtime.DnsOptions;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWireBuilder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The reference lists what there is, and nothing else: attributes, options and metrics here, codes
 * in {@link DocumentationTest}, and nodes in {@code ZkCliTest}, which looks at what stands.
 */
class ReferenceTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SECTION = Pattern.compile("(?ms)^### (.*?)\\n(.*?)(?=^##|\\z)");
  private static final Pattern NAMED = Pattern.compile("`@(\\w+)`");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+) \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern METRIC =
      Pattern.compile("\"(zkwire(?:\\.[a-z]+)+\\.?)\"", Pattern.MULTILINE);

  /** Literals that are no metrics: a property. */
  private static final Set<String> NO_METRICS = Set.of("zkwire.host");

  private static String reference;

  @BeforeAll
  static void read() throws IOException {
    reference = Files.readString(ROOT.resolve("docs/reference.md"));
  }

  @Test
  void attributesOfAnnotations() throws Exception {
    for (Path source :
        Example.sources(ROOT.resolve("zk-annotations/src/main/java/io/zkwire/annotation"))) {
      String name = source.getFileName().toString().replace(".java", "");
      Class<?> type = Class.forName("io.zkwire.annotation." + name);
      if (type.isAnnotation()) {
        List<String> rows = rowsOf(name);
        assertThat(type.getDeclaredMethods())
            .extracting(Method::getName)
            .allSatisfy(attribute -> assertThat(rows).as("@" + name).contains(attribute));
      }
    }
  }

  @Test
  void rowsOfAnnotationsAreAttributes() throws Exception {
    for (MatchResult section : SECTION.matcher(reference).results().toList()) {
      Set<String> attributes = new TreeSet<>();
      for (MatchResult name : NAMED.matcher(section.group(1)).results().toList()) {
        Class<?> type = Class.forName("io.zkwire.annotation." + name.group(1));
        Stream.of(type.getDeclaredMethods()).map(Method::getName).forEach(attributes::add);
      }
      if (section.group(1).contains("`@")) {
        assertThat(attributes).as(section.group(1)).containsAll(rows(section.group(2)));
      }
    }
  }

  private static List<String> rowsOf(String annotation) {
    List<String> sections =
        SECTION
            .matcher(reference)
            .results()
            .filter(section -> section.group(1).contains("`@" + annotation + "`"))
            .map(section -> section.group(2))
            .toList();
    assertThat(sections).as("sections of @%s", annotation).hasSize(1);
    return rows(sections.get(0));
  }

  /** What the first cell of each row names first. */
  private static List<String> rows(String section) {
    return ROW.matcher(section)
        .results()
        .map(row -> CODE.matcher(row.group(1)).results().findFirst().orElseThrow().group(1))
        .toList();
  }

  @Test
  void options() {
    assertOptions(ZkWireBuilder.class, "Options", "##");
    assertOptions(LeaseOptions.class, "LeaseOptions", "###");
    assertOptions(DnsOptions.class, "DnsOptions", "###");
  }

  /** An option is a method that returns the same type: a changed copy, or itself. */
  private static void assertOptions(Class<?> type, String heading, String level) {
    int from = reference.indexOf("\n" + level + " " + heading + "\n");
    assertThat(from).as(heading).isPositive();
    String section = reference.substring(from + 1);
    int end = section.indexOf("\n## ", 3);
    int sub = section.indexOf("\n### ", 3);
    String table = section.substring(0, Math.min(end, sub < 0 ? end : sub));
    Set<String> options =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
            .filter(method -> method.getReturnType() == type)
            .map(ReferenceTest::shown)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> rows = rows(table).stream().filter(row -> row.matches("\\w+\\(.*\\)")).toList();
    assertThat(rows).as(heading).containsExactlyInAnyOrderElementsOf(options);
  }

  private static String shown(Method method) {
    List<String> types = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      types.add(type.getSimpleName());
    }
    String all = String.join(", ", types);
    return method.getName()
        + "("
        + (method.isVarArgs() ? all.replaceAll("\\[]$", "...") : all)
        + ")";
  }

  @Test
  void metrics() throws IOException {
    Set<String> counted = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(ROOT.resolve("zk-runtime/src/main/java"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        METRIC
            .matcher(Files.readString(source))
            .results()
            .map(found -> found.group(1))
            .filter(name -> !NO_METRICS.contains(name))
            .flatMap(ReferenceTest::whole)
            .forEach(counted::add);
      }
    }
    assertThat(counted).hasSizeGreaterThan(70);
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(counted);
  }

  /** Names that end with a dot are completed by a state or an outcome. */
  private static Stream<String> whole(String name) {
    return switch (name) {
      case "zkwire.session." ->
          Stream.of(SessionState.values())
              .map(state -> name + state.name().toLowerCase(Locale.ROOT));
      case "zkwire.commands." -> Stream.of("done", "failed", "expired").map(name::concat);
      default -> Stream.of(name);
    };
  }

  private static Set<String> listed() {
    int from = reference.indexOf("\n## Metrics\n");
    String section = reference.substring(from, reference.indexOf("\n## ", from + 5));
    Set<String> listed = new TreeSet<>();
    for (MatchResult row : ROW.matcher(section).results().toList()) {
      String group = "";
      for (MatchResult name : CODE.matcher(row.group(1)).results().toList()) {
        String said = name.group(1);
        String whole = said.startsWith(".") ? group + said : said;
        group = whole.substring(0, whole.lastIndexOf('.'));
        listed.add(whole);
      }
    }
    return listed;
  }
}
