package io.zkwire.runtime.session;

/** A feature that stands on the session. Called on a thread of Curator: it must not block. */
public interface Participant {

  /**
   * The connection is there. What was watched may have changed meanwhile.
   *
   * @param newSession whether the session is a new one: watches and ephemeral nodes of the old one
   *     are gone
   */
  default void connected(boolean newSession) {}

  /** An operator has confirmed the ensemble, whose generation had changed: it is believed again. */
  default void confirmed() {}

  /** The {@code ZkWire} is closed, the connection still there where it was. */
  default void closing() {}
}
