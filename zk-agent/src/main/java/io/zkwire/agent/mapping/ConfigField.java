package io.zkwire.agent.mapping;

import io.zkwire.Live;
import io.zkwire.runtime.spi.ConfigSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that follows a key.
 *
 * @param values how the value is read
 * @param mode filter its reads, write it, or both
 * @param min the least value, or null
 * @param max the greatest value, or null
 */
record ConfigField(Values values, String mode, @Nullable BigDecimal min, @Nullable BigDecimal max)
    implements FieldWish {

  private static final String LIVE = "L" + Live.class.getName().replace('.', '/') + ";";

  static FieldWish read(Section entry) {
    ConfigField wish =
        new ConfigField(
            Values.read(entry),
            entry.oneOf("mode", "filter", "write", "both"),
            entry.number("min"),
            entry.number("max"));
    if (wish.min != null && wish.max != null && wish.min.compareTo(wish.max) > 0) {
      entry.wrong("min", "it is above max", "Exchange the two");
    }
    return wish;
  }

  @Override
  public String refusal(FieldShape field) {
    if (field.constant()) {
      return "it is a constant that the compiler has copied to wherever it is read";
    }
    if (!mode.equals("filter") && field.isFinal()) {
      return "it is final and cannot be written; take mode: filter";
    }
    boolean limited = min != null || max != null;
    boolean number = field.descriptor().matches("[BSIJFD]|Ljava/(lang|math)/\\w+;");
    return limited && !number ? "min and max are for numbers" : "";
  }

  @Override
  public boolean filters(FieldShape field) {
    return !mode.equals("write") && !isHandle(field);
  }

  @Override
  public boolean writes(FieldShape field) {
    return !mode.equals("filter") || isHandle(field);
  }

  @Override
  public Spec<Carried> spec(Carried to, String name) {
    Field field = to.field(name);
    if (field.getType().getName().equals(Live.class.getName())) {
      return handle(field, name);
    }
    if (values.apart(to, name)) {
      return values
          .apartFor(to, name)
          .field(
              name,
              carried -> null,
              (carried, text) -> carried.put(name, values.read(carried, name, text)));
    }
    return values
        .of(field.getGenericType(), field.getDeclaringClass())
        .field(
            name,
            carried -> carried.own(name),
            (carried, value) -> {
              requireWithin(value);
              carried.put(name, value);
            });
  }

  private Spec<Carried> handle(Field field, String name) {
    Type type = field.getGenericType();
    if (field.getType() != Live.class || !(type instanceof ParameterizedType generic)) {
      throw new IllegalArgumentException(
          "the application brings its own io.zkwire.Live, which the agent cannot make");
    }
    ConfigSpec.Key<Object> key =
        values.of(generic.getActualTypeArguments()[0], field.getDeclaringClass());
    return key.live(
        name, carried -> own(carried, name), (carried, live) -> carried.put(name, live));
  }

  @SuppressWarnings("unchecked") // the field holds nothing else
  private static @Nullable Live<Object> own(Carried carried, String name)
      throws ReflectiveOperationException {
    return (Live<Object>) carried.own(name);
  }

  private void requireWithin(@Nullable Object value) {
    if (value instanceof Number number && (min != null || max != null)) {
      BigDecimal exact = new BigDecimal(number.toString());
      if ((min != null && exact.compareTo(min) < 0) || (max != null && exact.compareTo(max) > 0)) {
        throw new IllegalArgumentException(
            "it must be within " + List.of(min == null ? "" : min, max == null ? "" : max));
      }
    }
  }

  private static boolean isHandle(FieldShape field) {
    return field.descriptor().equals(LIVE);
  }
}
