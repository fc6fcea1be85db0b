package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Reports each call of a method as a worker of a task: that it runs, how far it is, and how it
 * ended. Inside the call {@link io.zkwire.Progress#current()} is the handle.
 *
 * <pre>{@code
 * @ReportProgress("import")
 * public void importAll(List<Order> orders) {
 *   Progress progress = Progress.current().total(orders.size());
 *   for (Order order : orders) {
 *     store.write(order);
 *     progress.advance(1);
 *   }
 * }
 * }</pre>
 *
 * <p><b>Promised.</b> While the call runs there is an ephemeral node {@code
 * /progress/<task>/<worker>}: whoever looks sees at once how far the worker is and that it lives.
 * It is written at most once a second, and the last state always. When the method returns the
 * worker is done, when it throws it has failed, unless the handle was told before; how it ended is
 * kept under {@code /progress-results/<task>/<worker>}. If the process dies, the node goes with its
 * session, and those who watch see that the worker died, and where.
 *
 * <p><b>Not promised.</b> It never holds up or refuses a call of a bound object: without a
 * connection the method runs, and its progress is written when the connection is back. A method
 * that returns a future is done when it returns.
 *
 * <p><b>Generated.</b> An override in {@code <Class>_ZkGuarded}, which {@code ZkWire.create} makes,
 * and one entry in {@code <Class>_ZkBinding}. A method that cannot be overridden (private, final,
 * static) is refused unless the module is woven.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ReportProgress {

  /**
   * The task: {@code [A-Za-z0-9._-]{1,128}}. {@code ${name}} is replaced when the object is bound,
   * as in {@link ZkConfig#value}.
   */
  String value();

  /**
   * The name of the worker, as the task's. By default one that no other process has: host, and a
   * part of the UUID of its {@code ZkWire}. Calls that run at the same time in one process get
   * {@code .2}, {@code .3} and so on behind it.
   */
  String worker() default "";
}
