package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.ProgressSourceSpec;
import io.zkwire.runtime.spi.Spec;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number that tells how far a task is: a numeric field, or a method without parameters that
 * returns one. It is read once a second.
 *
 * @param task the task
 * @param total how many units there are, or 0
 */
record ProgressSource(String task, long total) {

  private static final Set<String> NUMBERS =
      Set.of(
          "B",
          "S",
          "I",
          "J",
          "F",
          "D",
          "Ljava/lang/Byte;",
          "Ljava/lang/Short;",
          "Ljava/lang/Integer;",
          "Ljava/lang/Long;",
          "Ljava/lang/Float;",
          "Ljava/lang/Double;",
          "Ljava/lang/Number;",
          "Ljava/util/concurrent/atomic/AtomicInteger;",
          "Ljava/util/concurrent/atomic/AtomicLong;",
          "Ljava/util/concurrent/atomic/LongAdder;");

  private static ProgressSource read(Section entry) {
    BigDecimal total = entry.number("total");
    if (total != null && (total.signum() < 0 || total.stripTrailingZeros().scale() > 0)) {
      entry.wrong("total", "it is a whole number of units, found " + total, "Give another");
      total = null;
    }
    return new ProgressSource(entry.needed("progress"), total == null ? 0 : total.longValue());
  }

  static FieldWish field(Section entry) {
    return new OfField(read(entry));
  }

  static MethodWish method(Section entry) {
    return new OfMethod(read(entry));
  }

  private static String refusal(String descriptor, String what) {
    return NUMBERS.contains(descriptor) ? "" : "it " + what + " no number";
  }

  private record OfField(ProgressSource source) implements FieldWish {
    @Override
    public String refusal(FieldShape field) {
      return ProgressSource.refusal(field.descriptor(), "is");
    }

    @Override
    public boolean filters(FieldShape field) {
      return false;
    }

    @Override
    public boolean writes(FieldShape field) {
      return false;
    }

    @Override
    public boolean observes() {
      return true;
    }

    @Override
    public Spec<Carried> spec(Carried to, String field) {
      return new ProgressSourceSpec<>(
          field, source.task, source.total, carried -> number(carried.read(field)));
    }
  }

  private record OfMethod(ProgressSource source) implements MethodWish {
    @Override
    public String refusal(MethodShape method) {
      return method.parameters() != 0
          ? "a method that tells a progress has no parameters"
          : ProgressSource.refusal(
              method.descriptor().substring(method.descriptor().indexOf(')') + 1), "returns");
    }

    @Override
    public Spec<Carried> spec(Carried to, MethodShape method, Answer answer) {
      return new ProgressSourceSpec<>(
          method.name(), source.task, source.total, carried -> number(carried.result(method)));
    }
  }

  private static @Nullable Number number(@Nullable Object value) {
    return value instanceof Number number ? number : null;
  }
}
