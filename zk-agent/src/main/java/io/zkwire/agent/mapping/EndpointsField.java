package io.zkwire.agent.mapping;

import io.zkwire.DiscoverOptions;
import io.zkwire.EndpointStrategy;
import io.zkwire.Endpoints;
import io.zkwire.annotation.Balance;
import io.zkwire.runtime.spi.DiscoverSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Constructor;
import java.math.BigDecimal;
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
    implements FieldWish {

  static final Set<String> OPTIONS =
      Set.of("balance", "strategy", "zone", "tags", "max-age", "eject-after", "eject-for", "floor");

  private static final String ENDPOINTS = "L" + Endpoints.class.getName().replace('.', '/') + ";";

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
    int after = number(entry, "eject-after", options.ejectAfter(), 0, 1_000);
    int floor = number(entry, "floor", options.floor(), 1, 100);
    Duration time = entry.duration("eject-for");
    if (time != null && (time.isZero() || time.compareTo(Duration.ofHours(1)) > 0)) {
      entry.wrong("eject-for", "found " + time, "Write 1ms to 1h");
      time = null;
    }
    options = options.withEjection(after, time == null ? options.ejectFor() : time, floor);
    return new EndpointsField(entry.needed("discover"), options, entry.text("strategy"));
  }

  private static int number(Section entry, String key, int otherwise, int least, int most) {
    BigDecimal number = entry.number(key);
    if (number == null) {
      return otherwise;
    }
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      entry.wrong(key, "found " + number, "Write " + least + " to " + most);
      return otherwise;
    }
    return number.intValue();
  }

  @Override
  public String refusal(FieldShape field) {
    return field.descriptor().equals(ENDPOINTS)
        ? ""
        : "it is no " + Endpoints.class.getName() + ", which 'discover' gives";
  }

  @Override
  public boolean filters(FieldShape field) {
    return false; // a handle is not of the application: it is written
  }

  @Override
  public boolean writes(FieldShape field) {
    return true;
  }

  @Override
  public Spec<Carried> spec(Carried to, String field) {
    if (to.field(field).getType() != Endpoints.class) {
      throw new IllegalArgumentException(
          "the application brings its own io.zkwire.Endpoints, which the agent cannot make");
    }
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
