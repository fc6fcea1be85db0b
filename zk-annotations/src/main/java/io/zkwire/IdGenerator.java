package io.zkwire;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Gives IDs that no other process gets: numbers, or texts made of them. Thread-safe; one is enough
 * for a type and a process. How IDs are made, and what is promised of them, depends on the {@link
 * IdStrategy} of the type.
 *
 * <pre>{@code
 * IdGenerator orders = zk.ids("orders");
 * long number = orders.nextLong();
 * }</pre>
 *
 * <p>Numbers are positive. The IDs that one thread gets from one type rise, as long as its {@code
 * ZkWire} lives.
 *
 * <p>Each method that gives an ID throws an {@link IdException} when none can be given safely, and
 * waits for ZooKeeper at most as long as {@code connectTimeout}: ZK-ID-20 if ZooKeeper does not
 * answer, or not as it should, ZK-ID-21 if the worker number of SNOWFLAKE is lost, ZK-ID-22 if its
 * clock went back, ZK-ID-23 if there are no more numbers, ZK-ID-26 if the ensemble is another one
 * or its counter went back. Not an {@code IdException} are what IDs share with everything else: a
 * {@link ZkAccessDeniedException} where an ACL refuses a node, ZK-LEASE-20 where the lease that
 * SNOWFLAKE needs contradicts the stored one, and ZK-SESSION-04 after {@code close()} of the {@code
 * ZkWire}.
 */
public interface IdGenerator extends LongSupplier, Supplier<String> {

  /** The type, placeholders resolved. */
  String type();

  /** What its IDs are like. */
  IdOptions options();

  /** How its IDs are written. */
  IdFormat format();

  /**
   * The next ID as a number.
   *
   * @return a positive number
   * @throws IdException if none can be given
   */
  long nextLong();

  /**
   * Many IDs; for SEQUENTIAL in few requests.
   *
   * @param count how many, 1 to 100,000
   * @return the numbers, rising
   * @throws IdException if they cannot be given; those that were taken already are left out for
   *     ever
   */
  long[] nextLongs(int count);

  /**
   * The next ID as text.
   *
   * @throws IdException if none can be given
   */
  String next();

  /**
   * Many IDs as texts, as {@link #nextLongs}.
   *
   * @param count how many, 1 to 100,000
   * @return the texts, in the order of their numbers; unmodifiable
   * @throws IdException if they cannot be given
   */
  List<String> next(int count);

  /**
   * The next ID with its node, for SEQUENTIAL.
   *
   * @throws IdException if none can be given; ZK-ID-28 for other strategies
   */
  IdNode nextNode();

  /**
   * Takes an ID of SNOWFLAKE apart.
   *
   * @param id an ID of this type
   * @throws IdException ZK-ID-28 for other strategies, ZK-ID-27 if it has too many bits
   */
  IdParts parts(long id);

  /**
   * Reads an ID back.
   *
   * @param text an ID as {@link #next()} writes it
   * @return its number
   * @throws IdException ZK-ID-27 if it is no ID of this format
   */
  default long parse(String text) {
    return format().number(text);
  }

  /**
   * Whether a text is an ID of this format; not, whether it was ever given.
   *
   * @param text the text
   */
  default boolean valid(String text) {
    return format().valid(text);
  }

  /** The same as {@link #nextLong}. */
  @Override
  default long getAsLong() {
    return nextLong();
  }

  /** The same as {@link #next()}. */
  @Override
  default String get() {
    return next();
  }
}
