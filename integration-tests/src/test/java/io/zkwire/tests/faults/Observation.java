package io.zkwire.tests.faults;

/**
 * One look at whether this process may work, with the answer yes: it was so at some moment between
 * two readings of the clock.
 *
 * @param before the clock before it asked, in nanoseconds
 * @param after the clock after it had the answer
 * @param czxid the first part of the token
 * @param local the second part of the token
 */
record Observation(long before, long after, long czxid, long local) {

  boolean sameToken(Observation other) {
    return czxid == other.czxid && local == other.local;
  }
}
