package io.zkwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import io.zkwire.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each page under docs/errors tells the truth: its examples are compiled. */
class ErrorPagesTest {

  private static final Path PAGES = Path.of("..", "docs", "errors");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\\n(.*?)```");

  @ParameterizedTest
  @EnumSource(
      mode = Mode.MATCH_ANY,
      names = "(CONFIG|BIND|GUARD|ID|LEADER|MEMBER|PROGRESS|COMMAND|ENDPOINT|QUEUE|SHARD)_.*")
  void examples(ErrorCode code) throws IOException {
    if (code.phase() != ErrorCode.Phase.COMPILE) {
      return;
    }
    String page = Files.readString(PAGES.resolve(code.id() + ".md"));
    assertThat(page).startsWith("# " + code.id() + ": " + code.summary() + "\n");
    List<String> examples =
        EXAMPLE.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();
    if (code == ErrorCode.BIND_INTERNAL) {
      assertThat(examples).isEmpty();
      return;
    }
    assertThat(examples).hasSize(2);
    Compilation wrong = Compilations.plain(examples.get(0));
    Compilation mended = Compilations.plain(examples.get(1));
    assertThat(Compilations.codes(wrong).values())
        .isNotEmpty()
        .allSatisfy(codes -> assertThat(codes).containsOnly(code.id()));
    assertThat(mended.diagnostics()).isEmpty();
  }
}
