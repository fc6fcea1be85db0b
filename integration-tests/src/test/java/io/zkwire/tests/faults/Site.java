package io.zkwire.tests.faults;

import java.util.List;

/** A place where a worker runs, with a link of its own to the servers. */
interface Site {

  /** Its number, from 0. */
  int number();

  /** The command that runs another one at this place. */
  List<String> command(List<String> command);

  /**
   * Where a worker at this place reaches servers.
   *
   * @param servers their numbers, from 0
   */
  String servers(List<Integer> servers);

  /** Takes the link down: nothing arrives any more, in either direction, and nobody is told. */
  void cut();

  /** Mends the link. */
  void heal();

  /** Makes the link slow: what passes is late. */
  void slow();

  /** Ends what {@link #slow} did. */
  void hasten();
}
