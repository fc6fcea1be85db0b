package io.zkwire.agent.mapping;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import java.util.List;

/** A mapping file that is refused as a whole: nothing of it is applied. */
public final class MappingException extends ZkWireException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  MappingException(String file, List<String> problems) {
    super(
        ErrorCode.AGENT_MAPPING,
        file + " is refused, and nothing of it is applied: " + problems.size() + " to mend",
        "Run 'check', which lists them",
        null);
    this.problems = List.copyOf(problems);
  }

  /** Each with file, line and reason. */
  public List<String> problems() {
    return problems;
  }
}
