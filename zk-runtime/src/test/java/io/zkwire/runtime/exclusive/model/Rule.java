package io.zkwire.runtime.exclusive.model;

/** What the protocol rests on, each to be taken away from the model: docs/safety.md argues each. */
enum Rule {
  /** R1: a beat checks a node whose name nobody else will ever use. */
  UNIQUE_NAMES,
  /** R2: what a follower says that was cut off renews nothing. */
  ONLY_WRITES_RENEW,
  /** R3: a beat or a create renews only the grant whose node it checked or made. */
  EACH_GRANT_BY_ITSELF,
  /** R5: the guard looks at the clock, not only at what it was told. */
  CHECKED_AT_THE_CALL,
  /** R6: whoever follows a holder that did not release waits. */
  LOCK_DELAY,
  /** R7: so does a candidate that came too late to see that holder. */
  LATE_ARRIVALS_WAIT,
  /** R7: a new root counts one departure that was no release. */
  BIRTH_MARK,
  /** R7: that one is forgiven only if the parent never lost a root. */
  PARENT_IS_ASKED,
  /** R7: departures are acknowledged by a holder that has waited, not while it waits. */
  ACKNOWLEDGED_AFTER_THE_WAIT,
  /** R7: one node acknowledges once, whatever became of the reply. */
  ACKNOWLEDGED_ONCE,
  /** R7: lost roots are acknowledged a delay after the parent's Stat, not the root's, was read. */
  PARENT_HAS_ITS_OWN_WAIT,
  /** R8: a release waits for the call inside before it deletes the node. */
  RELEASE_WAITS
}
