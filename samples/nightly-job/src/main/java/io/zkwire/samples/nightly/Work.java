package io.zkwire.samples.nightly;

import java.time.LocalDate;

/** What takes long, and so what a process may be frozen in. */
interface Work {

  /** Makes the report of a night. */
  String report(LocalDate night);

  /** Packs a report for the archive. */
  String pack(String report);
}
