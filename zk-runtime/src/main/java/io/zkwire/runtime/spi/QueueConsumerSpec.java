package io.zkwire.runtime.spi;

import io.zkwire.ConsumerOptions;
import io.zkwire.Delivery;
import java.lang.reflect.Type;
import java.util.function.Predicate;

/**
 * A method that is called with each item of a queue.
 *
 * @param <B> the class
 * @param <T> the type of an item
 * @param member the method, as messages show it
 * @param name the name of the queue as it was written, placeholders included
 * @param type the type of an item
 * @param options how items are taken
 * @param ready whether there is an object that can be called now; items are left alone until then
 * @param call calls the method
 */
public record QueueConsumerSpec<B, T>(
    String member,
    String name,
    Type type,
    ConsumerOptions options,
    Predicate<B> ready,
    Call<B, T> call)
    implements Spec<B> {

  /**
   * The spec of a method.
   *
   * @param name the name of the queue as it was written, placeholders included
   * @param type the type of an item
   * @param member the method's name
   * @param options how items are taken
   * @param call calls the method
   * @param <B> the class
   * @param <T> the type of an item
   * @return the spec
   */
  public static <B, T> QueueConsumerSpec<B, T> consumer(
      String name, Class<T> type, String member, ConsumerOptions options, Call<B, T> call) {
    return new QueueConsumerSpec<>(member, name, type, options, each -> true, call);
  }

  /**
   * The spec of a method, for items of a generic type.
   *
   * @param name the name of the queue as it was written, placeholders included
   * @param type the type of an item
   * @param member the method's name
   * @param options how items are taken
   * @param call calls the method
   * @param <B> the class
   * @param <T> the type of an item
   * @return the spec
   */
  public static <B, T> QueueConsumerSpec<B, T> consumer(
      String name, TypeRef<T> type, String member, ConsumerOptions options, Call<B, T> call) {
    return new QueueConsumerSpec<>(member, name, type.type(), options, each -> true, call);
  }

  /** Calls a method with an item. */
  @FunctionalInterface
  public interface Call<B, T> {
    /**
     * Calls.
     *
     * @param instance the instance
     * @param item the item
     * @param delivery which item, and which try
     * @throws Throwable what the method threw
     */
    void call(B instance, T item, Delivery delivery) throws Throwable;
  }
}
