package io.zkwire.benchmarks.harness;

import java.util.List;

/** One row of the scoreboard: something that zkwire does, measured beside its peers. */
public interface Row {

  /** Its name on the command line, such as {@code C1}. */
  String id();

  /** What it measures, in a few words. */
  String title();

  /**
   * Measures ours and the peers.
   *
   * @param lab the server, and how many rounds
   * @return one or more lines
   * @throws Exception if it could not be measured
   */
  List<Line> measure(Lab lab) throws Exception;
}
