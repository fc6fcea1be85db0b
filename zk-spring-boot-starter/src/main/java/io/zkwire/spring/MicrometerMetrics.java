package io.zkwire.spring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.zkwire.runtime.ZkMetrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts for Micrometer. It needs no registry to count, so the connection does not wait for one;
 * each registry it is bound to sees what was counted before. No tag has other values than those of
 * {@link MeterNames}, and the names of queues, of which the runtime tells the first hundred.
 * Thread-safe.
 */
final class MicrometerMetrics implements ZkMetrics, MeterBinder, AutoCloseable {

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final Map<MeterNames.Name, LongSupplier> gauges = new ConcurrentHashMap<>();
  private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();
  private final Map<String, Timer[]> timers = new ConcurrentHashMap<>();
  private final List<Registered> registered = new CopyOnWriteArrayList<>();

  private record Registered(MeterRegistry registry, Meter meter) {}

  @Override
  public void count(String counter, long by) {
    LongAdder known = counters.get(counter);
    (known != null ? known : newCounter(counter)).add(by);
  }

  private synchronized LongAdder newCounter(String name) {
    LongAdder known = counters.get(name);
    if (known == null) {
      known = new LongAdder();
      counters.put(name, known);
      LongAdder counted = known;
      registries.forEach(registry -> counter(registry, name, counted));
    }
    return known;
  }

  @Override
  public void gauge(String gauge, LongSupplier value) {
    gauge(new MeterNames.Name(gauge, Tags.empty()), value);
  }

  @Override
  public void gauge(String gauge, String tag, String of, LongSupplier value) {
    gauge(new MeterNames.Name(gauge, Tags.of(tag, of)), value);
  }

  private synchronized void gauge(MeterNames.Name gauge, LongSupplier value) {
    gauges.put(gauge, value);
    registries.forEach(registry -> gauge(registry, gauge, value));
  }

  @Override
  public void time(String timer, long nanos) {
    Timer[] known = timers.get(timer);
    for (Timer each : known != null ? known : newTimer(timer)) {
      each.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private synchronized Timer[] newTimer(String name) {
    return timers.computeIfAbsent(
        name, n -> registries.stream().map(registry -> timer(registry, n)).toArray(Timer[]::new));
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    registries.add(registry);
    counters.forEach((name, counted) -> counter(registry, name, counted));
    gauges.forEach((name, value) -> gauge(registry, name, value));
    timers.clear(); // made anew, for all registries
  }

  private void counter(MeterRegistry registry, String name, LongAdder counted) {
    MeterNames.Name meter = MeterNames.of(name);
    keep(
        registry,
        FunctionCounter.builder(meter.name(), counted, LongAdder::sum)
            .tags(meter.tags())
            .register(registry));
  }

  private void gauge(MeterRegistry registry, MeterNames.Name meter, LongSupplier value) {
    keep(
        registry,
        Gauge.builder(meter.name(), value, MicrometerMetrics::read)
            .tags(meter.tags())
            .register(registry));
  }

  /** A value that is not there is said to be -1 by the runtime. */
  private static double read(LongSupplier value) {
    long now = value.getAsLong();
    return now < 0 ? Double.NaN : now;
  }

  private Timer timer(MeterRegistry registry, String name) {
    Timer timer = Timer.builder(name).register(registry);
    keep(registry, timer);
    return timer;
  }

  private void keep(MeterRegistry registry, Meter meter) {
    registered.add(new Registered(registry, meter));
  }

  /** A registry may outlive the context: it keeps nothing of it. */
  @Override
  public synchronized void close() {
    registered.forEach(each -> each.registry().remove(each.meter()));
    registered.clear();
    registries.clear();
    timers.clear();
    gauges.clear();
  }
}
