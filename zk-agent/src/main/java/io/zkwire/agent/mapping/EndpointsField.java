package io.zkwire.agent.mapping;

import io.zkwire.DiscoverOptions;
import io.zkwire.EndpointStrategy;
import io.zkwire.Endpoints;
import io.zkwire.annotation.Balance;
import io.zkwire.runtime.spi.DiscoverSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds the endpoints of a domain.
 *
 * @param domain the domain
 * @param options how one is chosen
 * @param strategy the class of a strategy of its own, or null
 */
record EndpointsField(String domain, DiscoverOptions options, @Nullable String strategy)
    implements HandleField {

  static final Set<String> OPTIONS =
      Set.of("balance", "strategy", "zone", "tags", "max-age", "eject-after", "eject-for", "floor");

  static FieldWish read(Section entry) {
    String[] words =
        Stream.of(Balance.values())
            .map(balance -> balance.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toArray(String[]::new);
    String balance = entry.oneOf("balance", words).replace('-', '_').toUpperCase(Locale.ROOT);
    DiscoverOptions options = DiscoverOptions.defaults().withBalance(Balance.valueOf(balance));
    String zone = entry.text("zone");
    options = zone == null ? options : options.withZone(zone);
    String tags = entry.text("tags");
    options = tags == null ? options : options.withTags(tags.strip().split("\\s*,\\s*", -1));
    Duration age = entry.duration("max-age");
    if (age != null && age.isZero()) {
      entry.wrong("max-age", "it is zero", "Write a time above zero, or nothing for any age");
    } else {
      options = age == null ? options : options.withMaxAge(age);
    }
    int after = entry.whole("eject-after", options.ejectAfter(), 0, 1_000);
    int floor = entry.whole("floor", options.floor(), 1, 100);
    Duration time = entry.duration("eject-for");
    if (time != null && (time.isZero() || time.compareTo(Duration.ofHours(1)) > 0)) {
      entry.wrong("eject-for", "found " + time, "Write 1ms to 1h");
      time = null;
    }
    options = options.withEjection(after, time == null ? options.ejectFor() : time, floor);
    return new EndpointsField(entry.needed("discover"), options, entry.text("strategy"));
  }

  @Override
  public Class<?> handle() {
    return Endpoints.class;
  }

  @Override
  public String key() {
    return "discover";
  }

  @Override
  public Spec<Carried> held(Carried to, String field) {
    Class<?> near = to.field(field).getDeclaringClass();
    DiscoverOptions all =
        strategy == null ? options : options.withStrategy(() -> make(strategy, near));
    return DiscoverSpec.field(domain, field, all, (carried, handle) -> carried.put(field, handle));
  }

  private static EndpointStrategy make(String name, Class<?> near) {
    try {
      Constructor<?> constructor =
          Class.forName(name, true, near.getClassLoader()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (EndpointStrategy) constructor.newInstance();
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalArgumentException(
          name + " cannot be used as a strategy of the agent's zkwire: " + e, e);
    }
  }
}
