package io.zkwire;

/**
 * How the IDs of a type are made. A type has one strategy for all processes and for ever.
 *
 * <pre>{@code
 * @GlobalId(type = "events", strategy = IdStrategy.SNOWFLAKE)
 * private IdGenerator events;
 * }</pre>
 */
public enum IdStrategy {

  /**
   * A counter that processes take blocks of numbers from, about one write a second at any rate of
   * IDs. Unique for ever and rising for each thread; numbers are left out, at most those of two
   * blocks when a process ends.
   */
  BLOCK,

  /**
   * A node of ZooKeeper for each ID, one write an ID: {@code orders-0000000003}. An ID that is
   * asked for after another one was given is greater, whatever the processes.
   */
  SEQUENTIAL,

  /**
   * Time, worker and sequence in one number, see {@link IdLayout}. Roughly ordered by time among
   * all processes, rising for each thread; ZooKeeper is asked once in some seconds. It needs a
   * clock that goes forward.
   */
  SNOWFLAKE
}
