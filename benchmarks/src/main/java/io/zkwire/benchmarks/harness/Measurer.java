package io.zkwire.benchmarks.harness;

import java.util.List;

/** Measures a row once. */
@FunctionalInterface
interface Measurer {

  /**
   * Measures.
   *
   * @param row the row
   * @param quick whether in the short form
   * @return its lines
   * @throws Exception if it could not be measured
   */
  List<Line> measure(Row row, boolean quick) throws Exception;
}
