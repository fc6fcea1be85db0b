package io.zkwire.agent.mapping;

import io.zkwire.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one mapping file, all of it. Not thread-safe. */
final class Complaints {

  private final String file;
  private final List<String> lines = new ArrayList<>();

  /**
   * None yet.
   *
   * @param file the file, as messages show it
   */
  Complaints(String file) {
    this.file = file;
  }

  /**
   * One more.
   *
   * @param line where, from 1; 0 for the file as a whole
   * @param problem what is wrong and what was found
   * @param mend how to mend it
   */
  void add(int line, String problem, String mend) {
    String where = line > 0 ? file + ":" + line + ": " : file + ": ";
    lines.add(ErrorCode.AGENT_MAPPING.message(where + problem, mend));
  }

  /** All of them, in the order in which they were found. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }
}
