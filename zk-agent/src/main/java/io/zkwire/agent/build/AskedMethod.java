package io.zkwire.agent.build;

import java.util.List;
import java.util.stream.Collectors;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;

/**
 * A method that asks before it runs: it has guards, or overrides one that has.
 *
 * @param method the method
 * @param member the method as the runtime asks for it; for an override that of the topmost
 * @param guards its own guards, none if it only overrides
 * @param overrides whether it overrides one that asks
 */
record AskedMethod(
    MethodDescription.InDefinedShape method,
    String member,
    List<GuardKind.Found> guards,
    boolean overrides) {

  /** Its name and descriptor, as class files have them. */
  String key() {
    return method.getInternalName() + method.getDescriptor();
  }

  /** Whether it asks at a place of its object, not of its class. */
  boolean isOfObject() {
    return !method.isStatic();
  }

  /** For messages: {@code com.acme.Orders.ship(String)}. */
  String qualified() {
    return method.getDeclaringType().getName() + "." + simple();
  }

  /** As the generated subclass labels it: {@code Orders.ship(String)}. */
  String label() {
    String name = method.getDeclaringType().getName();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1)
        + "."
        + simple();
  }

  private String simple() {
    return method.getParameters().asTypeList().asErasures().stream()
        .map(AskedMethod::canonical)
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }

  /** A method as the runtime knows it: {@code ship(java.lang.String,int[])}. */
  static String erased(MethodDescription method) {
    return method.getParameters().asTypeList().asErasures().stream()
        .map(AskedMethod::canonical)
        .collect(Collectors.joining(",", method.getName() + "(", ")"));
  }

  private static String canonical(TypeDescription type) {
    try {
      String name = type.getCanonicalName();
      return name == null ? type.getName() : name;
    } catch (TypePool.Resolution.NoSuchTypeException e) {
      return type.getName().replace('$', '.'); // of a library that is not there
    }
  }
}
