package io.zkwire.runtime.session;

/**
 * How large things may be, in bytes. Sources: ZooKeeper's jute.maxbuffer defaults to 1 MiB on both
 * sides.
 */
public final class Limits {

  /** What our own clients accept as one answer. */
  public static final int RECEIVE = 32 << 20;

  /** The largest value of a node that is sent. */
  public static final int NODE = 512 << 10;

  /** The largest request that is sent, all operations and paths counted. */
  public static final int REQUEST = 960 << 10;

  /**
   * What an answer carries for each node beside its data: headers, lengths, and the 68 bytes of a
   * Stat.
   */
  static final int ANSWER_OVERHEAD = 100;

  private Limits() {}
}
