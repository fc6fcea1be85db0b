package io.zkwire.console.web;

/**
 * What somebody may do; each may do what those before it may.
 *
 * <pre>{@code
 * boolean maySee = Role.OPERATOR.may(Role.VIEWER);
 * }</pre>
 */
public enum Role {
  /** Looks. */
  VIEWER,
  /** Publishes, drains, asks to resign, sends commands. */
  OPERATOR,
  /** Deletes, imports, drops, writes raw nodes where that is enabled, and manages accounts. */
  ADMIN;

  /** Whether somebody with this role may do what needs another one. */
  public boolean may(Role needed) {
    return compareTo(needed) >= 0;
  }
}
