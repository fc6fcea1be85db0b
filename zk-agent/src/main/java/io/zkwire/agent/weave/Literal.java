package io.zkwire.agent.weave;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.DoubleConstant;
import net.bytebuddy.implementation.bytecode.constant.FloatConstant;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.implementation.bytecode.constant.LongConstant;
import net.bytebuddy.implementation.bytecode.constant.TextConstant;
import org.jspecify.annotations.Nullable;

/** A constant that a call returns, made to fit the type that the method returns. */
final class Literal {

  private static final Map<Class<?>, Function<BigDecimal, StackManipulation>> NUMBERS =
      Map.of(
          byte.class, n -> IntegerConstant.forValue(n.byteValueExact()),
          short.class, n -> IntegerConstant.forValue(n.shortValueExact()),
          int.class, n -> IntegerConstant.forValue(n.intValueExact()),
          long.class, n -> LongConstant.forValue(n.longValueExact()),
          float.class, n -> FloatConstant.forValue(n.floatValue()),
          double.class, n -> DoubleConstant.forValue(n.doubleValue()));

  private Literal() {}

  /**
   * The code that puts a literal on the stack, boxed.
   *
   * @param type a primitive type or its wrapper, {@code String}, {@code CharSequence} or {@code
   *     Object}
   * @param literal a number, a boolean, a character or a text
   * @return the code, or null if the literal does not fit the type
   */
  static @Nullable StackManipulation of(TypeDescription type, Object literal) {
    TypeDescription primitive = type.isPrimitive() ? type : type.asUnboxed();
    if (primitive.isPrimitive()) {
      StackManipulation value = primitive(primitive, literal);
      return value == null ? null : new StackManipulation.Compound(value, box(primitive));
    }
    return literal instanceof String text
            && TypeDescription.ForLoadedType.of(String.class).isAssignableTo(type)
        ? new TextConstant(text)
        : null;
  }

  /** Boxes what is on the stack. */
  static StackManipulation box(TypeDescription primitive) {
    return Assigner.DEFAULT.assign(
        primitive.asGenericType(),
        TypeDescription.ForLoadedType.of(Object.class).asGenericType(),
        Assigner.Typing.STATIC);
  }

  private static @Nullable StackManipulation primitive(TypeDescription type, Object literal) {
    if (literal instanceof Boolean truth) {
      return type.represents(boolean.class) ? IntegerConstant.forValue(truth) : null;
    }
    if (type.represents(char.class)) {
      String text = literal.toString();
      return !(literal instanceof Number) && text.length() == 1
          ? IntegerConstant.forValue(text.charAt(0))
          : null;
    }
    return literal instanceof Number number ? number(type, number) : null;
  }

  private static @Nullable StackManipulation number(TypeDescription type, Number literal) {
    for (Map.Entry<Class<?>, Function<BigDecimal, StackManipulation>> each : NUMBERS.entrySet()) {
      if (type.represents(each.getKey())) {
        try {
          return each.getValue().apply(new BigDecimal(literal.toString()));
        } catch (ArithmeticException | NumberFormatException e) {
          return null; // out of range, a fraction, or no finite number
        }
      }
    }
    return null;
  }
}
