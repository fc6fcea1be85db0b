package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method with each item of a queue.
 *
 * <pre>{@code
 * @QueueConsumer(value = "mail", concurrency = 4, retries = 3)
 * void send(Mail mail) { ... }
 *
 * @QueueConsumer("mail")
 * void send(Mail mail, Delivery delivery) { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> An item is taken by one consumer at a time; it is done when the method has
 * returned and its claim still stood; it is given again when the method throws, when its process
 * dies or when its session is over. It is never lost. The method runs on the runtime's own threads.
 *
 * <p><b>Not promised.</b> That an item is given once: a consumer whose session ends goes on with
 * its call, whose result is refused, while another one is given the item. Compare {@code
 * Delivery.id} where that matters.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}. A guard of the same method must say
 * {@code Otherwise.THROW}: a call that is skipped would count as done.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface QueueConsumer {

  /** The name of the queue, as in {@link Queue#value}. */
  String value();

  /** How many items this object works on at a time, 1 to 64. */
  int concurrency() default 1;

  /** How often an item is tried again after a failed try, 0 to 100. Then it is parked. */
  int retries() default 5;

  /** How long an item rests after a failed try, at most one day: {@code 1s}, {@code PT5M}. */
  String retryDelay() default "1s";

  /**
   * How long a try may take before the item is given again and the thread is interrupted, at most
   * one day. Empty: for as long as it takes; the death of a process is seen without it.
   */
  String visibility() default "";
}
