package io.zkwire.runtime.cluster;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What members tell of themselves, as plain values. */
final class StateValues {

  private static final int DEEPEST = 8;
  private static final int MOST_PARTS = 200;
  private static final int LONGEST_TEXT = 1_000;

  private StateValues() {}

  /** Texts, numbers, booleans, lists and maps of them, null; anything else as a text. */
  static @Nullable Object plain(@Nullable Object value) {
    return plain(value, DEEPEST);
  }

  private static @Nullable Object plain(@Nullable Object value, int depth) {
    if (value == null || value instanceof Boolean || value instanceof Integer) {
      return value;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? (Object) number : String.valueOf(number);
    }
    if (value instanceof Long || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Number number) {
      return plain(number.doubleValue(), depth);
    }
    if (value instanceof Map<?, ?> map && depth > 0) {
      Map<String, @Nullable Object> out = new LinkedHashMap<>();
      map.forEach(
          (key, each) -> {
            if (out.size() < MOST_PARTS) {
              out.put(text(String.valueOf(key)), plain(each, depth - 1));
            }
          });
      return out;
    }
    if (value instanceof Iterable<?> many && depth > 0) {
      List<@Nullable Object> out = new ArrayList<>();
      for (Object each : many) {
        if (out.size() == MOST_PARTS) {
          break;
        }
        out.add(plain(each, depth - 1));
      }
      return out;
    }
    return text(value instanceof Enum<?> constant ? constant.name() : String.valueOf(value));
  }

  private static String text(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  /** The state of this JVM, coarse enough that it does not change at each look. */
  static Map<String, Object> jvm() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("load", Math.round(system.getSystemLoadAverage() * 10) / 10.0);
    out.put("heapMiB", heap.getUsed() >> 20);
    out.put("heapMaxMiB", heap.getMax() >> 20);
    out.put("threads", ManagementFactory.getThreadMXBean().getThreadCount());
    out.put("uptimeMinutes", Duration.ofMillis(runtime.getUptime()).toMinutes());
    return out;
  }
}
