package io.zkwire.tests.faults;

import io.zkwire.runtime.ZkWire;
import java.nio.file.Path;

/**
 * What the features of one worker have at hand.
 *
 * @param zk the connection
 * @param id the name of the worker, the same in each of its lives
 * @param process the name of this life
 * @param directory where logs are
 * @param log the events of this life
 */
record Stage(ZkWire zk, String id, String process, Path directory, EventLog log) {

  /** The log of exclusive work of this life, of a kind. */
  WorkLog workLog(String kind) {
    return new WorkLog(directory.resolve(kind + "-" + process + ExclusiveCheck.SUFFIX));
  }
}
