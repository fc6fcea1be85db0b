package io.zkwire.agent.mapping;

import io.zkwire.ConsumerOptions;
import io.zkwire.Delivery;
import io.zkwire.runtime.spi.QueueConsumerSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method that is called with each item of a queue: {@code queue}. Each item goes to one object,
 * the first that is known; until there is one, items are left to others.
 *
 * @param queue the name of the queue
 * @param options how items are taken
 */
record QueueMethod(String queue, ConsumerOptions options) implements MethodWish {

  private static final Duration LONGEST = Duration.ofDays(1);

  static MethodWish read(Section entry) {
    ConsumerOptions usual = ConsumerOptions.defaults();
    Duration rest = time(entry, "retry-delay", 0);
    return new QueueMethod(
        entry.needed("queue"),
        new ConsumerOptions(
            entry.whole("concurrency", usual.concurrency(), 1, 64),
            entry.whole("retries", usual.retries(), 0, 100),
            rest == null ? usual.retryDelay() : rest,
            time(entry, "visibility", 1)));
  }

  private static @Nullable Duration time(Section entry, String key, long leastMillis) {
    Duration time = entry.duration(key);
    if (time != null && (time.toMillis() < leastMillis || time.compareTo(LONGEST) > 0)) {
      entry.wrong(
          key,
          "it is within " + leastMillis + " ms to one day, found " + time,
          "Give a time in that range");
      return null;
    }
    return time;
  }

  @Override
  public String refusal(MethodShape method) {
    if (!method.returnsNothing()) {
      return "a method that takes items returns nothing";
    }
    return method.parameters() == 1 || method.parameters() == 2
        ? ""
        : "a method that takes items has the item as its parameter, and may have a Delivery";
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape shape, Answer answer) {
    Method method = to.method(shape.signature());
    boolean told = shape.parameters() == 2;
    if (told && method.getParameterTypes()[1] != Delivery.class) {
      throw new IllegalArgumentException(
          "beside the item it takes a "
              + method.getParameterTypes()[1].getName()
              + ", no Delivery");
    }
    Type declared = method.getGenericParameterTypes()[0];
    Type type =
        declared instanceof Class<?> c ? MethodType.methodType(c).wrap().returnType() : declared;
    QueueConsumerSpec.Call<Carried, Object> call =
        (carried, item, delivery) ->
            call(carried, shape, told ? new Object[] {item, delivery} : new Object[] {item});
    return new QueueConsumerSpec<>(
        shape.name(),
        queue,
        type,
        options,
        carried -> shape.isStatic() || !carried.objects().isEmpty(),
        call);
  }

  private static void call(Carried carried, MethodShape shape, Object[] arguments)
      throws Throwable {
    List<Object> objects = shape.isStatic() ? List.of() : carried.objects();
    if (!shape.isStatic() && objects.isEmpty()) {
      throw new IllegalStateException("the object that takes items is no longer there");
    }
    try {
      carried.method(shape.signature()).invoke(shape.isStatic() ? null : objects.get(0), arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
