package io.zkwire.console.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The sessions of processes that use zkwire, as they tell of themselves. Immutable. */
public final class Processes {

  private static final Comparator<Row> TROUBLED_FIRST =
      Comparator.<Row, Boolean>comparing(row -> row.problems().isEmpty())
          .thenComparing(Row::host)
          .thenComparing(Row::pid)
          .thenComparing(Row::id);

  private final Catalog catalog;

  Processes(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * A process, or one of several {@code ZkWire}s of one.
   *
   * @param id the UUID of its {@code ZkWire}
   * @param session its session, in hexadecimal
   * @param host its host
   * @param pid its process
   * @param started when it began, as it says
   * @param java its Java
   * @param keys how many keys it follows
   * @param problems what it reports
   */
  public record Row(
      String id,
      String session,
      String host,
      long pid,
      String started,
      String java,
      int keys,
      List<String> problems) {}

  /**
   * All that are connected now: those with problems first, then by host.
   *
   * @param search only those that contain it in host, process, session or problem
   */
  public List<Row> list(String search) {
    String wanted = search.toLowerCase(Locale.ROOT);
    List<Row> rows = new ArrayList<>();
    for (Catalog.Instance each : catalog.instances()) {
      Row row =
          new Row(
              each.id(),
              each.session(),
              each.host(),
              each.pid(),
              each.started(),
              each.java(),
              each.versions().size(),
              each.problems());
      if (contains(row, wanted)) {
        rows.add(row);
      }
    }
    rows.sort(TROUBLED_FIRST);
    return rows;
  }

  private static boolean contains(Row row, String wanted) {
    String all =
        row.host()
            + " ("
            + row.pid()
            + ")\n"
            + row.session()
            + "\n"
            + String.join("\n", row.problems());
    return all.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
