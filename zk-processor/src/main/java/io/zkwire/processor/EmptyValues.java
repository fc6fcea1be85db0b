package io.zkwire.processor;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What a guarded method can return that is nothing of its kind: {@code Otherwise.EMPTY}. */
final class EmptyValues {

  /** Them, for messages. */
  static final String TEXT =
      "an Optional, OptionalInt, OptionalLong, OptionalDouble, List, Set, Map, Collection,"
          + " Iterable, Stream, CompletionStage or CompletableFuture";

  private static final Map<String, CodeBlock> VALUES = new HashMap<>();

  static {
    for (Class<?> type :
        List.of(
            Optional.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class,
            Stream.class)) {
      VALUES.put(type.getName(), CodeBlock.of("$T.empty()", type));
    }
    for (Class<?> type : List.of(List.class, Set.class, Map.class)) {
      VALUES.put(type.getName(), CodeBlock.of("$T.of()", type));
    }
    VALUES.put(Collection.class.getName(), CodeBlock.of("$T.of()", List.class));
    VALUES.put(Iterable.class.getName(), CodeBlock.of("$T.of()", List.class));
  }

  private static final Set<String> FUTURES =
      Set.of(CompletionStage.class.getName(), CompletableFuture.class.getName());

  private EmptyValues() {}

  /** Whether there is an empty value of a type. */
  static boolean has(TypeMirror type) {
    return VALUES.containsKey(name(type)) || FUTURES.contains(name(type));
  }

  /**
   * The empty value of a type.
   *
   * @param type a type that has one
   * @param refusal an expression for what a failed future fails with
   */
  static CodeBlock of(TypeMirror type, CodeBlock refusal) {
    return FUTURES.contains(name(type))
        ? CodeBlock.of("$T.failedFuture($L)", ClassName.get(CompletableFuture.class), refusal)
        : Objects.requireNonNull(VALUES.get(name(type)));
  }

  private static String name(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? MoreTypes.asTypeElement(type).getQualifiedName().toString()
        : "";
  }
}
