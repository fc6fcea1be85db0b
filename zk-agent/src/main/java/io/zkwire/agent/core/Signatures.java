package io.zkwire.agent.core;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.bytebuddy.jar.asm.Type;

/** How methods are named. */
final class Signatures {

  private Signatures() {}

  /** {@code name(type,type)} with erased and fully qualified types. */
  static String of(Method method) {
    return Arrays.stream(Type.getArgumentTypes(method))
        .map(Type::getClassName)
        .collect(Collectors.joining(",", method.getName() + "(", ")"));
  }
}
