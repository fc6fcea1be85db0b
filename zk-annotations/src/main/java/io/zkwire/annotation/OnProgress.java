package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method when a worker of a task comes, goes on, ends or dies.
 *
 * <pre>{@code
 * @OnProgress("import")
 * void progress(TaskProgress now) {
 *   log.info(now.toString());          // import: 64 %, 12 s left; a: 100 %, done; b: 42 %, died
 * }
 * }</pre>
 *
 * <p><b>Promised.</b> The methods of one object run one at a time, on the runtime's threads. What
 * was there already when the object was bound is no change, nor is a reconnect after which all is
 * as before. The last state is told always.
 *
 * <p><b>Not promised.</b> Each state between: changes that come while the method runs are told as
 * one. A worker that came and went while this process was cut off may not be told of at all.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnProgress {

  /** The task, as in {@link ReportProgress#value}. */
  String value();
}
