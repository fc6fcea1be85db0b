package io.zkwire.agent.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of an order. Immutable.
 *
 * @param code 0 where all is well, 1 where a part is, 2 where nothing was done
 * @param lines what there is to tell
 */
record Outcome(int code, List<String> lines) {

  static Outcome of(Attached attached) {
    List<String> lines = new ArrayList<>(attached.lines());
    if (AgentLog.file() != null) {
      lines.add("log " + AgentLog.file());
    }
    return new Outcome(attached.clean() ? 0 : 1, List.copyOf(lines));
  }

  static Outcome done(List<String> lines) {
    return new Outcome(0, lines);
  }

  static Outcome refused(List<String> problems) {
    return new Outcome(2, List.copyOf(problems));
  }

  static Outcome failed(String why) {
    return new Outcome(2, List.of(why));
  }

  /** As it is sent: the code on a line, then the others. */
  String text() {
    return code + "\n" + String.join("\n", lines) + "\n";
  }

  /** The one line that is said in the application's voice; empty where nothing went wrong. */
  String complaint() {
    if (code != 2) {
      return "";
    }
    String more = lines.size() > 1 ? " (and " + (lines.size() - 1) + " more)" : "";
    return lines.get(0) + more;
  }
}
