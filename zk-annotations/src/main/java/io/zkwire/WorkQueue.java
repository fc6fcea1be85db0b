package io.zkwire;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A queue of work, kept in ZooKeeper. Thread-safe.
 *
 * <pre>{@code
 * WorkQueue<Mail> mails = zk.queue("mail", Mail.class);
 * mails.put(new Mail("ada@example.org", "Hello"));
 * mails.put(NewItem.of(reminder).delayed(Duration.ofMinutes(5)).key("reminder-17"));
 * mails.consume(ConsumerOptions.defaults().concurrency(4), (mail, delivery) -> send(mail));
 * }</pre>
 *
 * <p>Items of one priority are given first in, first out; with several consumers they start in
 * nearly that order. Each is given at least once: its consumer claims it by an ephemeral node, and
 * only the multi that proves that the claim still stands removes it. When a consumer dies its item
 * is given to another one as soon as its session is over. So a handler may see an item twice, and
 * compares {@link Delivery#id} where that matters.
 *
 * <p>ZooKeeper is no message broker: a queue holds at most ten thousand items of at most 64 KiB.
 * Where more is needed, or the loss of a try is harmless and speed is not, use a broker.
 *
 * @param <T> the type of an item: what Jackson writes and reads as JSON
 */
public interface WorkQueue<T> {

  /** The largest item, in bytes of its JSON. */
  int MOST_BYTES = 64 << 10;

  /** How many items a queue holds at most, parked ones included. */
  int MOST_ITEMS = 10_000;

  /** Its name. */
  String name();

  /**
   * Puts an item of the usual priority, and waits until it stands.
   *
   * @param item the item
   * @throws QueueFullException ZK-QUEUE-20 if the queue is full
   * @throws ZkWireException ZK-QUEUE-21 if the item is too large, or cannot be written or read
   *     again
   * @throws OutcomeUnknownException if the connection was lost meanwhile, or nothing was answered
   *     within the connect timeout; an item with a key can be put again without harm
   */
  default void put(T item) {
    put(NewItem.of(item));
  }

  /**
   * Puts an item, and waits until it stands.
   *
   * @param item the item
   * @return whether it was put; false if one with the same key stands already
   * @throws QueueFullException ZK-QUEUE-20 if the queue is full
   * @throws ZkWireException ZK-QUEUE-21 if the item is too large, or cannot be written or read
   *     again
   * @throws OutcomeUnknownException if the connection was lost meanwhile
   */
  boolean put(NewItem<T> item);

  /**
   * Puts an item without waiting.
   *
   * @param item the item
   * @return whether it was put; fails as {@link #put(NewItem)} throws. Completes on a thread of
   *     ZooKeeper: what depends on it must not block
   */
  CompletableFuture<Boolean> putAsync(NewItem<T> item);

  /**
   * Puts many items in few requests, several of them under way at a time, and waits until all
   * stand. Each request is made whole or not at all; all of them together are not. They stand in
   * their order, but a request in which a key stands already is made again without it, and may then
   * come after the next ones.
   *
   * @param items the items, in their order
   * @return how many were put: all but those whose key stands already
   * @throws QueueFullException ZK-QUEUE-20 if the queue became full; it tells how many were put
   * @throws ZkWireException ZK-QUEUE-21 if one is too large, or cannot be written or read again:
   *     none was put
   * @throws OutcomeUnknownException if the connection was lost meanwhile
   */
  int putAll(Collection<NewItem<T>> items);

  /**
   * Takes items from now on, until the registration or the {@code ZkWire} is closed.
   *
   * @param options how
   * @param handler called with each item, on the runtime's own threads
   * @return ends it: waits at most two seconds for calls under way
   */
  Registration consume(ConsumerOptions options, QueueHandler<T> handler);

  /** What the queue holds now. */
  QueueState state();

  /**
   * The items that were given up, the oldest first.
   *
   * @return at most as many as the queue holds
   */
  List<ParkedItem> parked();

  /**
   * Puts a parked item back, at the end of its priority, with all its tries before it; one that
   * could not be read, as it was.
   *
   * @param id its {@link ParkedItem#id}
   * @return false if none is parked by that id
   */
  boolean retry(String id);

  /**
   * Removes a parked item for good.
   *
   * @param id its {@link ParkedItem#id}
   * @return false if none is parked by that id
   */
  boolean drop(String id);

  /**
   * The same queue with a lower limit for what is put through the handle.
   *
   * @param limit how many items may stand, parked ones included, 1 to {@value #MOST_ITEMS}. Those
   *     who put within the same second may exceed it by what they put then
   * @return the handle
   * @throws OptionException ZK-OPTION-01 if it is out of range
   */
  WorkQueue<T> limitedTo(int limit);
}
