package io.zkwire.runtime.queue;

import io.zkwire.ErrorCode;
import io.zkwire.Registration;
import io.zkwire.WorkQueue;
import io.zkwire.ZkWireException;
import io.zkwire.annotation.Otherwise;
import io.zkwire.runtime.config.Json;
import io.zkwire.runtime.session.DrainHook;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Fields;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.GuardSpec;
import io.zkwire.runtime.spi.QueueConsumerSpec;
import io.zkwire.runtime.spi.QueueSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work queues. Thread-safe. */
public final class QueueFeature implements Feature, DrainHook {

  private static final Logger LOG = LoggerFactory.getLogger(QueueFeature.class);
  private static final long PATIENCE_MILLIS = 2_000;
  private static final int MOST_THREADS = 1_024;

  /** Names of queues may come from data: of no more the depth is told. */
  private static final int MOST_MEASURED = 100;

  private final Session session;
  private volatile boolean offline;
  private final Map<String, QueueHub> hubs = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads;
  private final AtomicInteger measured = new AtomicInteger();

  /**
   * Makes the feature.
   *
   * @param session the session
   */
  public QueueFeature(Session session) {
    this.session = session;
    this.threads =
        new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            2,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            session.threads("-queue"));
  }

  /**
   * The handle of a queue.
   *
   * @param name its name, placeholders included
   * @param type the type of an item
   * @param limit how many items may stand
   * @param <T> the type of an item
   * @return the handle
   */
  public <T> WorkQueue<T> queue(String name, Type type, int limit) {
    return new Handle<>(this, hub(name), type, limit);
  }

  private QueueHub hub(String written) {
    String name = Names.segment("queue", Names.resolve(written, session.options().properties()));
    return hubs.computeIfAbsent(name, this::made);
  }

  private QueueHub made(String name) {
    if (measured.getAndIncrement() < MOST_MEASURED) {
      session.metrics().gauge("zkwire.queue.depth", "queue", name, new Depth(session, name));
    }
    return new QueueHub(session, name, threads);
  }

  /** An item whose call is skipped would count as done, whatever carries the binding. */
  @Override
  public @Nullable Registration prepare(List<Spec<?>> specs) {
    for (Spec<?> each : specs) {
      if (each instanceof QueueConsumerSpec<?, ?> consumer
          && specs.stream().anyMatch(other -> skips(other, consumer))) {
        throw new ZkWireException(
            ErrorCode.QUEUE_CONSUMER,
            "the consumer "
                + consumer.member()
                + " of the queue '"
                + consumer.name()
                + "' is guarded, and an item whose call is skipped would count as done",
            "Let each of its guards throw: otherwise = Otherwise.THROW, or 'otherwise: throw' in a"
                + " mapping",
            null);
      }
    }
    return null;
  }

  private static boolean skips(Spec<?> other, QueueConsumerSpec<?, ?> consumer) {
    if (!(other instanceof GuardSpec<?> guard) || guard.otherwise() == Otherwise.THROW) {
      return false;
    }
    String[] words = guard.member().split("[(,)]", -1); // its name, then the types it takes
    return words[0].equals(consumer.member())
        && (words.length < 2 || words[1].isEmpty() || mayBe(words[1], consumer.type()));
  }

  /** Whether a parameter may be that of the item: overloads have other ones. */
  private static boolean mayBe(String parameter, Type item) {
    Class<?> raw = Json.MAPPER.constructType(item).getRawClass();
    String simple = parameter.replaceAll("<.*", "").replaceAll(".*[.$]", "");
    return simple.equals(raw.getSimpleName())
        || Character.isLowerCase(simple.isEmpty() ? 'a' : simple.charAt(0));
  }

  @Override
  public @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    List<Registration> parts = new ArrayList<>();
    try {
      for (Spec<?> spec : specs) {
        if (spec instanceof QueueSpec<?, ?> field) {
          set(field, target);
        }
      }
      for (Spec<?> spec : specs) {
        if (spec instanceof QueueConsumerSpec<?, ?> consumer) {
          parts.add(consume(consumer, target));
        }
      }
    } catch (RuntimeException | Error e) {
      parts.forEach(Registration::close);
      throw e;
    }
    return parts.isEmpty() ? null : () -> parts.forEach(Registration::close);
  }

  private <B, T> void set(QueueSpec<B, T> spec, Object target) {
    Fields.set(spec, target, queue(spec.name(), spec.type(), spec.limit()));
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class, items of their type
  private <B, T> Registration consume(QueueConsumerSpec<B, T> spec, Object target) {
    B object = (B) target;
    Consumer consumer =
        new Consumer(
            Bindings.name(target) + "." + spec.member(),
            spec.type(),
            spec.options(),
            () -> spec.ready().test(object),
            (item, delivery) -> spec.call().call(object, (T) item, delivery));
    return consume(hub(spec.name()), consumer);
  }

  Registration consume(QueueHub hub, Consumer consumer) {
    session.requireOpen();
    if (offline) {
      hub.taker().pause();
    }
    hub.taker().add(consumer);
    return () -> {
      CompletableFuture<@Nullable Void> quiet = hub.taker().remove(consumer);
      if (!session.ending()) { // else all are waited for together
        await(quiet, consumer.label());
      }
    };
  }

  private void await(CompletableFuture<@Nullable Void> quiet, String what) {
    try {
      quiet.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("{} {} still works on an item of a queue", session.label(), what);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void connected(boolean newSession) {
    hubs.values().forEach(hub -> hub.taker().connected(newSession));
  }

  @Override
  public String drains() {
    return "queues";
  }

  /** Takes no item from now on; completes when none is being worked on. */
  @Override
  public CompletableFuture<@Nullable Void> offline() {
    offline = true;
    return pause();
  }

  private CompletableFuture<@Nullable Void> pause() {
    return CompletableFuture.allOf(
        hubs.values().stream().map(hub -> hub.taker().pause()).toArray(CompletableFuture[]::new));
  }

  @Override
  public void online() {
    offline = false;
    hubs.values().forEach(hub -> hub.taker().resume());
  }

  /** What is under way has a short time to end; then its items are given to others. */
  @Override
  public void closing() {
    await(pause(), "this ZkWire");
    if (!session.owned()) { // else its claims go with the session
      hubs.values().forEach(hub -> hub.taker().abandon());
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(100, TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
