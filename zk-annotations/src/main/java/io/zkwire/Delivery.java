package io.zkwire;

import org.jspecify.annotations.Nullable;

/**
 * One try of one item. Immutable.
 *
 * <pre>{@code
 * @QueueConsumer("mail")
 * void send(Mail mail, Delivery delivery) {
 *   System.out.println(delivery.id() + ", try " + delivery.attempt());   // the same id at each try
 * }
 * }</pre>
 *
 * @param id the item's id, the same at each try: by it a handler knows an item that it has seen
 * @param key the deduplication key, or null
 * @param priority 0 for the most urgent to 9
 * @param attempt which try it is, from 1; tries of consumers that died are counted
 * @param putAt when the item was put, in milliseconds since 1970 by the clock of who put it
 */
public record Delivery(String id, @Nullable String key, int priority, int attempt, long putAt) {}
