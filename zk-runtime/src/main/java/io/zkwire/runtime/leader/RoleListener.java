package io.zkwire.runtime.leader;

import io.zkwire.FencingToken;
import io.zkwire.runtime.session.Mailbox;

/**
 * One who is told of a role: that this process leads, and that it does not, in turns. Thread-safe.
 */
final class RoleListener {

  /** Calls the application. */
  @FunctionalInterface
  interface Call {
    void call(boolean leads, FencingToken token) throws Throwable;
  }

  private final Mailbox mailbox;
  private final String name;
  private final Call call;
  private boolean told;

  RoleListener(Mailbox mailbox, String name, Call call) {
    this.mailbox = mailbox;
    this.name = name;
    this.call = call;
  }

  /** Tells, unless that was the last that was told. */
  synchronized void tell(boolean leads, FencingToken token) {
    if (told != leads) {
      told = leads;
      mailbox.post(name, () -> call.call(leads, token));
    }
  }
}
