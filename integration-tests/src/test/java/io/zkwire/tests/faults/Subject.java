package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.time.Duration;

/** One way to do exclusive work, as a worker runs it. Closing it ends its session. */
interface Subject extends AutoCloseable {

  /**
   * How a worker connects and works.
   *
   * @param servers where the servers are, {@code host:port,…}
   * @param chroot under which path everything stands
   * @param session the session timeout
   * @param lease the lease that ours stores for the chroot
   * @param lockDelay the lock-delay that ours stores for the chroot
   * @param style how it works
   * @param log where it writes what it did
   */
  record Terms(
      String servers,
      String chroot,
      Duration session,
      Duration lease,
      Duration lockDelay,
      Style style,
      Path log) {}

  /** How a worker works. */
  enum Style {
    /** In a tight loop for as long as it may; a lock is held until it is lost. */
    LONG,
    /** A lock is held for some milliseconds at a time. */
    SHORT,
    /** In guarded calls that last 200 ms each. */
    CALLS
  }

  /**
   * Connects, and returns when it is connected.
   *
   * @param events where it tells the state of its connection
   */
  void connect(Events events) throws Exception;

  /** Stands in line from now on. */
  void stand();

  /** No longer stands in line, and gives up what it holds. */
  void leave();

  /** Gives up what it holds, if it holds something, and stands in line again. */
  void resign();

  /**
   * Looks once whether it may work, works if so, and records it; of a lock: takes it, and works
   * until it is given up or lost. Called again and again by one thread.
   */
  void pass(Recorder recorder) throws Exception;

  /**
   * Writes as a holder does, with the handle by which it worked last.
   *
   * @return {@code accepted}, {@code refused} with the reason, or {@code unknown} with the reason
   */
  String fence(String path, String data);

  /** Ends its session on the servers, as an expiry does. */
  void expire() throws Exception;

  /** The id of its session, in hexadecimal. */
  String session() throws Exception;

  /** An operator confirms that the ensemble is the right one. */
  void confirm();

  @Override
  void close();
}
