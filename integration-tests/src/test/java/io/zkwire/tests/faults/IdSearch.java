package io.zkwire.tests.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The IDs of one strategy in all logs of a directory.
 *
 * @param count how many there are
 * @param twice how many of them were given before
 * @param gaps how many between the first and the last were given to nobody
 * @param wrong what was given twice, and where those of a thread do not rise
 */
record IdSearch(int count, int twice, long gaps, List<String> wrong) {

  static IdSearch of(Path logs, String name) throws IOException {
    List<Path> files;
    try (var found = IdLog.files(logs, name)) {
      files = found.toList();
    }
    List<String> wrong = new ArrayList<>();
    long[] all = new long[files.stream().mapToInt(IdLog::count).sum()];
    String thread = "";
    long last = -1;
    int at = 0;
    for (Path file : files) {
      int count = IdLog.count(file);
      IdLog.read(file, all, at, count);
      String of = file.toString().replaceAll("\\.\\d+\\.ids$", "");
      last = of.equals(thread) ? last : -1;
      thread = of;
      for (int i = at; i < at + count; i++) {
        if (all[i] <= last) {
          wrong.add(file.getFileName() + ": " + all[i] + " after " + last);
        }
        last = all[i];
      }
      at += count;
    }
    Arrays.parallelSort(all);
    int twice = 0;
    for (int i = 1; i < all.length; i++) {
      if (all[i] == all[i - 1]) {
        twice++;
        wrong.add(name + ": " + all[i] + " was given twice");
      }
    }
    long gaps = all.length == 0 ? 0 : all[all.length - 1] - all[0] + 1 - all.length;
    return new IdSearch(all.length, twice, gaps, wrong);
  }
}
