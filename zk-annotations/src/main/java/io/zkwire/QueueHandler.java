package io.zkwire;

/**
 * Does the work that an item stands for.
 *
 * <pre>{@code
 * QueueHandler<Mail> handler = (mail, delivery) -> send(mail);  // what it throws is a failed try
 * }</pre>
 *
 * @param <T> the type of the item
 */
@FunctionalInterface
public interface QueueHandler<T> {

  /**
   * Does it. When it returns the item is done; when it throws the item is given again, and parked
   * after so many tries.
   *
   * @param item the item
   * @param delivery which item, and which try
   * @throws Exception if it could not be done
   */
  void handle(T item, Delivery delivery) throws Exception;
}
