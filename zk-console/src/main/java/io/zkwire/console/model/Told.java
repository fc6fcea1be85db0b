package io.zkwire.console.model;

import io.zkwire.ZkWireException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What programs and pages are told of what was not carried out. */
public final class Told {

  private Told() {}

  /**
   * What is told of a failure: its message and code; of a conflict also what stands there now.
   *
   * @param e the failure
   */
  public static Map<String, Object> of(Exception e) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("message", String.valueOf(e.getMessage()));
    if (e instanceof ZkWireException ours) {
      told.put("code", ours.code().id());
    }
    if (e instanceof Conflict conflict) {
      told.put("found", conflict.found());
      if (conflict.theirs() != null) {
        told.put("theirs", conflict.theirs());
      }
    }
    return told;
  }
}
