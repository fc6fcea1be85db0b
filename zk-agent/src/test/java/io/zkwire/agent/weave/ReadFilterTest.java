package io.zkwire.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class ReadFilterTest {

  private static @Nullable Object lastOwner;

  /** Filters an int. */
  public static int filter(Object owner, int value) {
    lastOwner = owner;
    return value + 100;
  }

  /** Filters a long. */
  public static long filter(Object owner, long value) {
    return value + 1000;
  }

  /** Filters a text. */
  public static String filter(@Nullable Object owner, String value) {
    lastOwner = owner;
    return value + " filtered";
  }

  @ParameterizedTest
  @ValueSource(ints = {49, 50, 52, 55, 61})
  void reads_of_private_and_static_fields_are_filtered(int version) throws Exception {
    Weaving loader =
        new Weaving()
            .add(
                Subjects.Old.class.getName(),
                Weaving.ofVersion(version, Subjects.Old.class),
                filtering(
                    Subjects.Old.class,
                    new ReadPoint("limit", "I", 0),
                    new ReadPoint("wide", "J", 1),
                    new ReadPoint("shared", "Ljava/lang/String;", 2)));
    Object old = loader.make(Subjects.Old.class);
    assertThat(old.getClass().getMethod("limit").invoke(old)).isEqualTo(105);
    assertThat(lastOwner).isSameAs(old);
    assertThat(old.getClass().getMethod("wide").invoke(old)).isEqualTo(1006L);
    assertThat(old.getClass().getMethod("shared").invoke(null)).isEqualTo("own filtered");
    assertThat(lastOwner).isNull();
  }

  @Test
  void reads_of_other_classes_are_filtered_and_other_fields_are_not() throws Exception {
    AsmVisitorWrapper filter = filtering(Subjects.Base.class, new ReadPoint("limit", "I", 0));
    Weaving loader = new Weaving().add(Subjects.Base.class, filter).add(Subjects.Sub.class, filter);
    Object sub = loader.make(Subjects.Sub.class);
    assertThat(sub.getClass().getMethod("inherited").invoke(sub)).isEqualTo(101);
    assertThat(sub.getClass().getMethod("other").invoke(sub)).isEqualTo(2);
    assertThat(sub.getClass().getMethod("inLambda").invoke(sub)).isEqualTo(101);
  }

  private static AsmVisitorWrapper filtering(Class<?> type, ReadPoint... points) {
    WiringModel model = new WiringModel(type.getName(), List.of(), List.of(points));
    return ReadFilter.weave(List.of(model), (name, point) -> filter(point));
  }

  private static StackManipulation filter(ReadPoint point) {
    MethodDescription method =
        TypeDescription.ForLoadedType.of(ReadFilterTest.class)
            .getDeclaredMethods()
            .filter(
                ElementMatchers.<MethodDescription>named("filter")
                    .and(
                        each ->
                            each.getReturnType()
                                .asErasure()
                                .getDescriptor()
                                .equals(point.descriptor())))
            .getOnly();
    return MethodInvocation.invoke(method.asDefined());
  }
}
