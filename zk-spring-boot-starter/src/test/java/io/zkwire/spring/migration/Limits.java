package io.zkwire.spring.migration;

/** What tests look at, whatever library it comes from. */
interface Limits {

  /** What the configuration says now. */
  int items();

  /** What the configuration said when the application started. */
  int atStart();
}
