package io.zkwire.agent.weave;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.collection.ArrayFactory;
import net.bytebuddy.implementation.bytecode.constant.DefaultValue;
import net.bytebuddy.implementation.bytecode.constant.NullConstant;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * What a call returns that may not run: an empty optional, collection, stream or array, a failed
 * future, 0, false or null; or a literal. The code that makes it fits class files of any version:
 * those before 52 may not call the static methods of interfaces.
 */
public final class SkippedValue {

  private static final Set<String> FUTURES =
      Set.of(
          CompletionStage.class.getName(),
          CompletableFuture.class.getName(),
          Future.class.getName());

  private static final Map<String, StackManipulation> EMPTY =
      Map.ofEntries(
          Map.entry(Optional.class.getName(), call(Optional.class, "empty")),
          Map.entry(OptionalInt.class.getName(), call(OptionalInt.class, "empty")),
          Map.entry(OptionalLong.class.getName(), call(OptionalLong.class, "empty")),
          Map.entry(OptionalDouble.class.getName(), call(OptionalDouble.class, "empty")),
          Map.entry(List.class.getName(), call(Collections.class, "emptyList")),
          Map.entry(Set.class.getName(), call(Collections.class, "emptySet")),
          Map.entry(Map.class.getName(), call(Collections.class, "emptyMap")),
          Map.entry(Collection.class.getName(), call(Collections.class, "emptyList")),
          Map.entry(Iterable.class.getName(), call(Collections.class, "emptyList")),
          Map.entry(
              Stream.class.getName(),
              new StackManipulation.Compound(
                  call(Collections.class, "emptyList"), call(Collection.class, "stream"))));

  private SkippedValue() {}

  /**
   * Whether a type has a value that is nothing of its kind, other than 0, false and null.
   *
   * @param type the erased type that a method returns
   */
  public static boolean isKnown(TypeDescription type) {
    return type.isArray() || EMPTY.containsKey(type.getName()) || FUTURES.contains(type.getName());
  }

  /**
   * Whether a literal can be what a method returns.
   *
   * @param type the erased type that the method returns
   * @param literal a number, a boolean or a text
   */
  public static boolean fits(TypeDescription type, Object literal) {
    return Literal.of(type, literal) != null;
  }

  /**
   * The code that puts it on the stack, as an object: a primitive is boxed, and a method that
   * returns nothing has null.
   *
   * @param call the call
   * @param refusal puts on the stack what a future fails with
   * @throws IllegalArgumentException if there is a literal and it does not fit
   */
  static StackManipulation of(GuardedCall call, StackManipulation refusal) {
    TypeDescription type = call.method().getReturnType().asErasure();
    Object literal = call.point().literal();
    return literal == null ? nothing(type, refusal) : literal(call, type, literal);
  }

  private static StackManipulation nothing(TypeDescription type, StackManipulation refusal) {
    if (type.represents(void.class)) {
      return NullConstant.INSTANCE;
    }
    if (type.isPrimitive()) {
      return new StackManipulation.Compound(DefaultValue.of(type), Literal.box(type));
    }
    if (type.isArray()) {
      return ArrayFactory.forType(type.getComponentType().asGenericType())
          .withValues(List.<StackManipulation>of());
    }
    if (FUTURES.contains(type.getName())) {
      return new StackManipulation.Compound(refusal, call(CompletableFuture.class, "failedFuture"));
    }
    return EMPTY.getOrDefault(type.getName(), NullConstant.INSTANCE);
  }

  private static StackManipulation literal(GuardedCall call, TypeDescription type, Object literal) {
    StackManipulation value = Literal.of(type, literal);
    if (value == null) {
      throw new IllegalArgumentException(
          call.method() + " cannot return " + literal + " when it may not run");
    }
    return value;
  }

  private static StackManipulation call(Class<?> owner, String name) {
    MethodDescription method =
        TypeDescription.ForLoadedType.of(owner)
            .getDeclaredMethods()
            .filter(ElementMatchers.<MethodDescription>named(name))
            .getOnly();
    return MethodInvocation.invoke(method.asDefined());
  }
}
