package io.zkwire.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Writes logs as processes of the nemesis do, and asks what a check makes of them. */
abstract class LogCheckFixture {
  @TempDir Path directory;

  /** Writes lines {@code feature what details…} as the events of one process. */
  final void log(String process, String... lines) throws IOException {
    try (EventLog log = new EventLog(directory, process)) {
      for (String line : lines) {
        String[] words = line.split(" ");
        Object[] details = List.of(words).subList(2, words.length).toArray();
        log.write(words[0], words[1], details);
      }
    }
  }

  final void holds(LogCheck check, long count) {
    Finding finding = check.judge(directory);
    assertThat(finding.faults()).isEmpty();
    assertThat(finding.count()).isEqualTo(count);
  }

  final void finds(LogCheck check, String... faults) {
    List<String> found = check.judge(directory).faults();
    assertThat(found).hasSameSizeAs(faults);
    for (int i = 0; i < faults.length; i++) {
      assertThat(found.get(i)).contains(faults[i]);
    }
  }
}
