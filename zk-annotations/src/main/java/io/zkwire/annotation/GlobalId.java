package io.zkwire.annotation;

import io.zkwire.IdStrategy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives IDs that no other process of the same chroot gets: to a field of type {@link
 * io.zkwire.IdGenerator}, {@link java.util.function.LongSupplier} or {@code Supplier<String>}, or
 * through an abstract method of an interface.
 *
 * <pre>{@code
 * @GlobalId(type = "orders") private IdGenerator orders;
 *
 * interface OrderIds {
 *   @GlobalId(type = "orders") long order();
 *   @GlobalId(type = "invoices", format = "I-{date}-{id:06}{check}") String invoice();
 * }
 *
 * OrderIds ids = zk.create(OrderIds.class);
 * }</pre>
 *
 * <p>Methods have no parameters and return {@code long}, {@code String}, {@link io.zkwire.IdNode}
 * or {@link io.zkwire.IdGenerator}. All abstract methods of such an interface are annotated.
 *
 * <p><b>Promised.</b> No ID is given twice, whatever processes, machines and connections do. The
 * IDs of a thread rise. When ZooKeeper is away IDs are given as long as that is safe; then a typed
 * error says so, after a bounded time.
 *
 * <p><b>Not promised.</b> That no number is left out. That IDs of different threads or processes
 * are in the order of their making, but for {@link IdStrategy#SEQUENTIAL}. What somebody else
 * writes to the nodes of a type, or a restored backup that nobody remembers, is outside the
 * promise.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}; for an interface also the class
 * {@code <Interface>_ZkMade} that implements it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface GlobalId {

  /**
   * What is numbered: one segment of a path, in which <code>${name}</code> is replaced. The same
   * type is the same numbers, in whatever class it is named.
   */
  String type();

  /** What the nodes of {@link IdStrategy#SEQUENTIAL} are called; empty for {@code id}. */
  String name() default "";

  /** How the IDs are made; the same everywhere for a type. */
  IdStrategy strategy() default IdStrategy.BLOCK;

  /**
   * How the IDs are written, as {@link io.zkwire.IdFormat} tells. Empty for <code>{id}</code>, and
   * for SEQUENTIAL for the type, the name and ten digits: {@code type1-job-0000000003}.
   */
  String format() default "";

  /**
   * The bits of {@link IdStrategy#SNOWFLAKE} for time, worker and sequence, as {@link
   * io.zkwire.IdLayout} tells; empty for {@code 41-8-14}. The same everywhere for a type.
   */
  String layout() default "";

  /**
   * Where the time of {@link IdStrategy#SNOWFLAKE} begins; empty for {@code 2025-01-01T00:00:00Z}.
   * The same everywhere for a type.
   */
  String epoch() default "";

  /** Whether no number is larger than 2<sup>53</sup> - 1, which JavaScript counts exactly. */
  boolean javascriptSafe() default false;

  /**
   * Whether the nodes of {@link IdStrategy#SEQUENTIAL} stay for ever. If not, those of all but the
   * last two parents, of 4,096 each, are deleted. The same everywhere for a type.
   */
  boolean keepNodes() default false;
}
