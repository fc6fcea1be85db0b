package io.zkwire.agent.mapping;

import java.util.List;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** What is known of a type by its name alone. */
final class ReturnTypes {

  private static final List<Class<?>> PRIMITIVES =
      List.of(
          void.class,
          boolean.class,
          char.class,
          byte.class,
          short.class,
          int.class,
          float.class,
          long.class,
          double.class);

  private ReturnTypes() {}

  /** What a method returns; of a type that is not the JDK's only the name. */
  static TypeDescription of(String methodDescriptor) {
    Type type = Type.getReturnType(methodDescriptor);
    if (type.getSort() <= Type.DOUBLE) {
      return TypeDescription.ForLoadedType.of(PRIMITIVES.get(type.getSort()));
    }
    if (type.getSort() == Type.ARRAY) {
      return TypeDescription.ForLoadedType.of(Object[].class);
    }
    try {
      return TypeDescription.ForLoadedType.of(
          Class.forName(type.getClassName(), false, ClassLoader.getPlatformClassLoader()));
    } catch (ClassNotFoundException e) {
      return new TypeDescription.Latent(
          type.getClassName(),
          Opcodes.ACC_PUBLIC,
          TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(Object.class));
    }
  }
}
