package io.zkwire.runtime.queue;

import io.zkwire.ConsumerOptions;
import io.zkwire.NewItem;
import io.zkwire.OutcomeUnknownException;
import io.zkwire.ParkedItem;
import io.zkwire.QueueFullException;
import io.zkwire.QueueHandler;
import io.zkwire.QueueState;
import io.zkwire.Registration;
import io.zkwire.WorkQueue;
import io.zkwire.ZkConnectException;
import io.zkwire.runtime.session.Ranges;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A queue as the application sees it. Thread-safe. */
final class Handle<T> implements WorkQueue<T> {

  private static final int MOST_UNDER_WAY = 8;

  private final QueueFeature feature;
  private final QueueHub hub;
  private final Type type;
  private final int limit;

  Handle(QueueFeature feature, QueueHub hub, Type type, int limit) {
    this.feature = feature;
    this.hub = hub;
    this.type = type;
    this.limit = Ranges.within("limit", limit, 1, MOST_ITEMS);
  }

  @Override
  public String name() {
    return hub.name();
  }

  @Override
  public boolean put(NewItem<T> item) {
    return await(putAsync(item)); // fails as the future does
  }

  @Override
  public CompletableFuture<Boolean> putAsync(NewItem<T> item) {
    hub.session().requireOpen();
    return hub.put(List.of(hub.encode(item)), limit).thenApply(count -> count > 0);
  }

  private <R> R await(CompletableFuture<R> future) {
    String path = "/queues/" + hub.name();
    try {
      return hub.session().blocking().await(future, "put into", path);
    } catch (ZkConnectException e) { // it is under way, and may still be made
      throw new OutcomeUnknownException(
          path,
          "nothing is known of whether items were put into '" + hub.name() + "'",
          "Put them again; with a key of their own, none is put twice",
          e);
    }
  }

  @Override
  public int putAll(Collection<NewItem<T>> items) {
    hub.session().requireOpen();
    List<Puts.Encoded> encoded = new ArrayList<>(items.size());
    items.forEach(item -> encoded.add(hub.encode(item)));
    ArrayDeque<CompletableFuture<Integer>> underWay = new ArrayDeque<>();
    int put = 0;
    RuntimeException failure = null;
    for (List<Puts.Encoded> batch : QueueHub.batches(encoded)) {
      if (failure != null) {
        break;
      }
      if (underWay.size() == (hub.made() ? MOST_UNDER_WAY : 1)) { // else later ones come first
        try {
          put += await(underWay.remove());
        } catch (RuntimeException e) {
          failure = e;
          break;
        }
      }
      underWay.add(hub.put(batch, limit));
    }
    for (CompletableFuture<Integer> each : underWay) {
      try {
        put += await(each);
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure instanceof QueueFullException full) {
      throw new QueueFullException(
          full.queue(),
          full.limit(),
          put,
          "the queue '" + full.queue() + "' became full after " + put + " items",
          "Put the others later; start more consumers or use a message broker");
    }
    if (failure != null) {
      throw failure;
    }
    return put;
  }

  @Override
  @SuppressWarnings("unchecked") // an item is read as the type of this handle
  public Registration consume(ConsumerOptions options, QueueHandler<T> handler) {
    Consumer consumer =
        new Consumer(
            "the consumer of '" + hub.name() + "'",
            type,
            options,
            () -> true,
            (item, delivery) -> handler.handle((T) item, delivery));
    return feature.consume(hub, consumer);
  }

  @Override
  public QueueState state() {
    return hub.state();
  }

  @Override
  public List<ParkedItem> parked() {
    return hub.parked();
  }

  @Override
  public boolean retry(String id) {
    return hub.retry(id);
  }

  @Override
  public boolean drop(String id) {
    return hub.drop(id);
  }

  @Override
  public WorkQueue<T> limitedTo(int newLimit) {
    return new Handle<>(feature, hub, type, newLimit);
  }
}
