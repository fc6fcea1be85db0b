package io.zkwire.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** No ID is given twice, and those of a thread rise. */
final class IdCheck implements LogCheck {

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    long total = 0;
    try {
      for (String name : OursIds.NAMES) {
        IdSearch found = IdSearch.of(directory, name);
        total += found.count();
        counts.add("%,d %s".formatted(found.count(), name));
        wrong.addAll(found.wrong());
        if (found.count() == 0) {
          wrong.add("no IDs of " + name);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The IDs cannot be read", e);
    }
    return new Finding(IdLoad.FEATURE, total, "IDs (" + String.join(", ", counts) + ")", wrong);
  }
}
