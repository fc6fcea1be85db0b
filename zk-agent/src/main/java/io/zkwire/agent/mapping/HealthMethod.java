package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.HealthCheckSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method that tells whether a member is healthy.
 *
 * @param timeout how long it may take
 * @param every how often it is asked
 * @param resign whether this process leads nothing while it fails
 */
record HealthMethod(Duration timeout, Duration every, boolean resign) implements MethodWish {

  static MethodWish read(Section entry) {
    if (!entry.truth("health-check")) {
      entry.wrong("health-check", "it is not true", "Write health-check: true, or leave it out");
    }
    return new HealthMethod(
        within(entry, "timeout", Duration.ofSeconds(5), 10),
        within(entry, "every", Duration.ofSeconds(10), 100),
        entry.truth("resign"));
  }

  private static Duration within(Section entry, String key, Duration otherwise, long least) {
    @Nullable Duration time = entry.duration(key);
    if (time != null && (time.toMillis() < least || time.compareTo(Duration.ofHours(1)) > 0)) {
      entry.wrong(key, "it is " + time, "Write " + least + "ms to 1h");
    }
    return time == null ? otherwise : time;
  }

  @Override
  public String refusal(MethodShape method) {
    boolean asks = method.returnsNothing() || method.descriptor().endsWith(")Z");
    return method.parameters() > 0 || !asks
        ? "a health check has no parameters and returns a boolean or nothing"
        : "";
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape method, Answer answer) {
    return HealthCheckSpec.asking(
        method.name(), timeout, every, resign, carried -> all(carried, method));
  }

  /** Whether it returns true, or nothing, on each object. */
  private static boolean all(Carried carried, MethodShape shape) throws Throwable {
    Method method = carried.method(shape.signature());
    List<Object> objects = shape.isStatic() ? List.of() : carried.objects();
    try {
      boolean all = !shape.isStatic() || !Boolean.FALSE.equals(method.invoke(null));
      for (Object object : objects) {
        all &= !Boolean.FALSE.equals(method.invoke(object));
      }
      return all;
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
