package io.zkwire.agent;

import org.jspecify.annotations.Nullable;

/** A JVM that cannot be reached, with what can be done about it. */
final class Unreachable extends Exception {

  private static final long serialVersionUID = 1L;

  Unreachable(String problem, String mend, @Nullable Throwable cause) {
    super("[ZK-AGENT-05] " + problem + ". " + mend + ".", cause);
  }
}
