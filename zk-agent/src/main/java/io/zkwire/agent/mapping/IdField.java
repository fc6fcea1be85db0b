package io.zkwire.agent.mapping;

import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.IdStrategy;
import io.zkwire.runtime.spi.GlobalIdSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds a generator of IDs. Legacy classes have fields of the JDK's own types for it.
 *
 * @param type what is numbered
 * @param options what its IDs are like
 */
record IdField(String type, IdOptions options) implements FieldWish {

  private static final List<Class<?>> HOLDERS =
      List.of(LongSupplier.class, Supplier.class, IdGenerator.class);

  static FieldWish read(Section entry) {
    String strategy = entry.oneOf("strategy", "block", "sequential", "snowflake");
    IdOptions options =
        new IdOptions(
            IdStrategy.valueOf(strategy.toUpperCase(Locale.ROOT)),
            orEmpty(entry.text("name")),
            orEmpty(entry.text("format")),
            orEmpty(entry.text("layout")),
            orEmpty(entry.text("epoch")),
            entry.truth("javascript-safe"),
            entry.truth("keep-nodes"));
    String problem = problem(options);
    if (!problem.isEmpty()) {
      entry.wrong("id", problem, "See the guide's chapter on IDs");
    }
    return new IdField(entry.needed("id"), options);
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static String problem(IdOptions options) {
    try {
      String contradiction = options.contradiction();
      if (contradiction.isEmpty() && options.strategy() == IdStrategy.SNOWFLAKE) {
        options.layoutInForce();
      }
      options.formatFor("x");
      return contradiction;
    } catch (IllegalArgumentException e) {
      return "of its layout or format, " + e.getMessage();
    }
  }

  @Override
  public String refusal(FieldShape field) {
    if (field.isFinal()) {
      return "it is final and cannot be written";
    }
    return HOLDERS.stream().anyMatch(type -> field.descriptor().equals(type.descriptorString()))
        ? ""
        : "it is no LongSupplier and no Supplier<String>, which 'id' gives";
  }

  @Override
  public boolean filters(FieldShape field) {
    return false; // a generator is not of the application: it is written
  }

  @Override
  public boolean writes(FieldShape field) {
    return true;
  }

  @Override
  public Spec<Carried> spec(Carried to, String name) {
    Field field = to.field(name);
    if (!HOLDERS.contains(field.getType())) {
      throw new IllegalArgumentException(
          "the application brings its own io.zkwire.IdGenerator, which the agent cannot make; take"
              + " a LongSupplier or a Supplier<String>");
    }
    if (field.getType() == Supplier.class
        && !(field.getGenericType() instanceof ParameterizedType generic
            && generic.getActualTypeArguments()[0] == String.class)) {
      throw new IllegalArgumentException("it is no Supplier<String>: IDs are texts");
    }
    return GlobalIdSpec.of(
        type, options, name, (carried, generator) -> carried.put(name, generator));
  }
}
