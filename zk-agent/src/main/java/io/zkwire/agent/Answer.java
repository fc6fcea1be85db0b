package io.zkwire.agent;

import java.util.List;

/**
 * What a JVM's agent answered. Immutable.
 *
 * @param code 0 where all is well, 1 where a part is, 2 where nothing was done
 * @param lines what there is to tell
 */
record Answer(int code, List<String> lines) {

  /** Reads what the agent sent: the code on a line, then the others. */
  static Answer parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).matches("[0-9]")) {
      return new Answer(2, List.of("[ZK-AGENT-05] the agent did not answer."));
    }
    return new Answer(Integer.parseInt(lines.get(0)), lines.subList(1, lines.size()));
  }
}
