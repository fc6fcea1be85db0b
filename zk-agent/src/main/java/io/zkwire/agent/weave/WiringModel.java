package io.zkwire.agent.weave;

import java.util.List;

/**
 * What shall be woven into one class. It comes from annotations in a class file, or from {@code
 * zkwire.yaml}. Immutable.
 *
 * @param type the binary name of the class
 * @param guards the methods that ask before they run
 * @param reads the fields whose reads are filtered
 */
public record WiringModel(String type, List<GuardPoint> guards, List<ReadPoint> reads) {

  /** Copies the lists. */
  public WiringModel {
    guards = List.copyOf(guards);
    reads = List.copyOf(reads);
  }
}
