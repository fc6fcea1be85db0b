package io.zkwire.samples.nightly;

import io.zkwire.FencingToken;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the reports lie. Stands for a database: whoever comes brings a token, and one that is
 * smaller than the largest seen so far for the same thing is refused, so that a process that was
 * frozen in the middle of its work cannot undo what its successor has done. In memory. Thread-safe.
 */
public final class ReportStore {

  private static final String NIGHTLY = "nightly";

  private final LocalDate firstNight;
  private final NavigableMap<LocalDate, String> reports = new TreeMap<>();
  private final Map<LocalDate, String> archive = new HashMap<>();
  private final Map<String, FencingToken> newest = new HashMap<>();

  /**
   * An empty store.
   *
   * @param firstNight the first night that wants a report
   */
  public ReportStore(LocalDate firstNight) {
    this.firstNight = firstNight;
  }

  /**
   * Which night is due. To ask is enough: from here on, older tokens are refused.
   *
   * @param token the leader's
   * @return the night after the last one that has a report
   * @throws StaleTokenException if a later leader has been here
   */
  public synchronized LocalDate due(FencingToken token) {
    admit(NIGHTLY, token);
    return reports.isEmpty() ? firstNight : reports.lastKey().plusDays(1);
  }

  /**
   * Keeps the report of a night.
   *
   * @param night the night
   * @param report its report
   * @param token the leader's
   * @throws StaleTokenException if a later leader has been here
   */
  public synchronized void write(LocalDate night, String report, FencingToken token) {
    admit(NIGHTLY, token);
    reports.put(night, report);
  }

  /**
   * What is to be packed for the archive. To ask is enough: from here on, older tokens are refused.
   *
   * @param night the night
   * @param token that of the night's lock
   * @return its report, or empty if there is none or it has been archived
   * @throws StaleTokenException if a later holder of the lock has been here
   */
  public synchronized Optional<String> notArchived(LocalDate night, FencingToken token) {
    admit("archive of " + night, token);
    return archive.containsKey(night) ? Optional.empty() : report(night);
  }

  /**
   * Keeps the packed report of a night.
   *
   * @param night the night
   * @param packed its packed report
   * @param token that of the night's lock
   * @throws StaleTokenException if a later holder of the lock has been here
   */
  public synchronized void archive(LocalDate night, String packed, FencingToken token) {
    admit("archive of " + night, token);
    archive.put(night, packed);
  }

  /** The report of a night, if it has one. */
  public synchronized Optional<String> report(LocalDate night) {
    return Optional.ofNullable(reports.get(night));
  }

  /** Tokens of one role or of one lock can be compared, those of different ones cannot. */
  private void admit(String what, FencingToken token) {
    FencingToken known = newest.get(what);
    if (known != null && token.compareTo(known) < 0) {
      throw new StaleTokenException(what, token, known);
    }
    newest.put(what, token);
  }
}
