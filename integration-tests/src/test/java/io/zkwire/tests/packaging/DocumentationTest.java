package io.zkwire.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation says of the code. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DOCS = ROOT.resolve("docs");

  @Test
  void everyErrorCodeHasAPageThatNamesIt() throws IOException {
    for (ErrorCode code : ErrorCode.values()) {
      Path page = DOCS.resolve("errors").resolve(code.id() + ".md");
      assertThat(page).exists();
      assertThat(Files.readString(page)).as(code.id()).startsWith("# " + code.id());
    }
  }

  @Test
  void theReferenceListsEveryErrorCode() throws IOException {
    StringBuilder wanted = new StringBuilder("| Code | When | What |\n| --- | --- | --- |\n");
    for (ErrorCode code : ErrorCode.values()) {
      String when = code.phase().name().toLowerCase(Locale.ROOT);
      wanted.append("| %s | %s | %s |%n".formatted(code.id(), when, code.summary()));
    }
    String reference = Files.readString(DOCS.resolve("reference.md"));
    Matcher matcher =
        Pattern.compile("<!-- generated: error codes -->\n(.*?)<!-- /generated -->", Pattern.DOTALL)
            .matcher(reference);
    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group(1).strip()).isEqualTo(wanted.toString().strip());
  }

  @Test
  void codesAreUnique() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::id)).doesNotHaveDuplicates();
  }

  @Test
  void theQuickStartHoldsExactlyTwoCommands() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Matcher section = Pattern.compile("## Quick start\n(.*?)\n## ", Pattern.DOTALL).matcher(readme);
    assertThat(section.find()).isTrue();
    Matcher blocks = Pattern.compile("```sh\n(.*?)\n```", Pattern.DOTALL).matcher(section.group(1));
    assertThat(blocks.results().map(b -> b.group(1)))
        .hasSize(2)
        .allSatisfy(command -> assertThat(command).startsWith("mvn ").doesNotContain("\n"));
  }
}
