package io.zkwire.junit;

/** What a proxy does to the link, beside delay and rate. */
enum Cut {
  /** Bytes pass. */
  NONE,

  /** Connections are accepted and stay open; what is sent is swallowed. */
  BLACK_HOLE,

  /** Nothing is lost and nothing passes: what is sent waits until the link is mended. */
  HELD,

  /** Connections are reset, new ones at once. */
  RESET
}
