package io.zkwire.agent.mapping;

import java.util.Arrays;
import java.util.stream.Collectors;
import net.bytebuddy.jar.asm.Type;

/**
 * A method as the class file declares it. Immutable.
 *
 * @param name its name
 * @param descriptor its erased descriptor
 * @param access its access flags
 */
public record MethodShape(String name, String descriptor, int access) {

  /** {@code name(type,type)} with erased and fully qualified types. */
  public String signature() {
    return Arrays.stream(Type.getArgumentTypes(descriptor))
        .map(Type::getClassName)
        .collect(Collectors.joining(",", name + "(", ")"));
  }

  /** How many parameters it has. */
  public int parameters() {
    return Type.getArgumentTypes(descriptor).length;
  }

  /** Whether it returns nothing. */
  public boolean returnsNothing() {
    return descriptor.endsWith(")V");
  }

  /** Whether it has a body around which something can be woven. */
  public boolean hasBody() {
    return (access & 0x0500) == 0; // neither abstract nor native
  }

  /** Whether it is static. */
  public boolean isStatic() {
    return (access & 0x0008) != 0;
  }

  /** Whether the compiler made it. */
  public boolean isSynthetic() {
    return (access & 0x1000) != 0;
  }
}
