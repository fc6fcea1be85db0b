package io.zkwire.agent.core;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.AccessibleObject;
import java.util.Map;
import java.util.Set;

/** Opens members of the application to the agent alone. */
final class Access {

  private Access() {}

  /** Makes a member accessible. */
  static <M extends AccessibleObject> M open(M member) {
    member.setAccessible(true);
    return member;
  }

  /** Opens the package of a class in a named module, so that its members can be reached. */
  static void open(Instrumentation instrumentation, Class<?> type) {
    Module module = type.getModule();
    Module self = Access.class.getModule();
    if (module.isNamed() && !module.isOpen(type.getPackageName(), self)) {
      instrumentation.redefineModule(
          module,
          Set.of(),
          Map.of(),
          Map.of(type.getPackageName(), Set.of(self)),
          Set.of(),
          Map.of());
    }
  }
}
