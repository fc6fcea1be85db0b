package io.zkwire.runtime.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.zkwire.WorkerProgress.State;
import io.zkwire.runtime.config.Json;
import io.zkwire.runtime.session.Names;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the node of a worker, as JSON. Immutable.
 *
 * @param run a UUID of this one run of the worker
 * @param state how it is; a node never says that it died
 * @param done how many units are done
 * @param total how many there are, or 0
 * @param message what it says
 * @param elapsed how many milliseconds it has run, by its own clock
 * @param updated the wall clock of the worker, for people who read it
 * @param host its host
 * @param pid its process
 */
record Report(
    @Nullable String run,
    @Nullable State state,
    long done,
    long total,
    @Nullable String message,
    long elapsed,
    @Nullable String updated,
    @Nullable String host,
    long pid) {

  private static final int LARGEST = 16 << 10;

  byte[] bytes() {
    try {
      return Json.MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report that cannot be written as JSON", e);
    }
  }

  /**
   * Reads what somebody has written.
   *
   * @throws IOException if it is no report
   */
  static Report of(byte @Nullable [] bytes) throws IOException {
    if (bytes == null || bytes.length > LARGEST) {
      throw new IOException(bytes == null ? "it is empty" : "it has " + bytes.length + " bytes");
    }
    Report report = Json.MAPPER.readValue(bytes, Report.class);
    if (report == null || report.state == null) {
      throw new IOException("it has no state");
    }
    return report;
  }

  /** What it says, without what could harm a terminal. */
  String text() {
    return message == null ? "" : Names.printable(message);
  }

  /** Where it runs. */
  String where() {
    return host == null ? "" : Names.printable(host);
  }
}
