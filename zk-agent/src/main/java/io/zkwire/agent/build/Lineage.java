package io.zkwire.agent.build;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** What a class extends and implements, without the JDK's own. */
final class Lineage {

  private Lineage() {}

  /**
   * The superclasses and all interfaces, each after what it extends: the order in which the runtime
   * reads their bindings. Ends where a library is not there, since such a class cannot be loaded.
   */
  static List<TypeDescription> supertypes(TypeDescription type) {
    Set<TypeDescription> found = new LinkedHashSet<>();
    collect(type, found);
    found.remove(type);
    return List.copyOf(found);
  }

  /** The superclasses, the nearest first. */
  static List<TypeDescription> superclasses(TypeDescription type) {
    List<TypeDescription> found = new ArrayList<>();
    for (TypeDescription each = superclass(type); each != null; each = superclass(each)) {
      found.add(each);
    }
    return found;
  }

  /** The superclass, or null where it is the JDK's. */
  static @Nullable TypeDescription superclass(TypeDescription type) {
    TypeDefinition parent = type.isInterface() ? null : type.getSuperClass();
    return parent == null ? null : known(parent);
  }

  private static void collect(TypeDescription type, Set<TypeDescription> found) {
    TypeDescription parent = superclass(type);
    if (parent != null) {
      collect(parent, found);
    }
    for (TypeDefinition each : type.getInterfaces()) {
      TypeDescription known = known(each);
      if (known != null) {
        collect(known, found);
      }
    }
    found.add(type);
  }

  /** A type that is not the JDK's, if its class file is there. */
  private static @Nullable TypeDescription known(TypeDefinition type) {
    TypeDescription erased = type.asErasure();
    if (erased.getName().startsWith("java.")) {
      return null;
    }
    try {
      int modifiers = erased.getModifiers(); // reads the class file
      return modifiers < 0 ? null : erased;
    } catch (TypePool.Resolution.NoSuchTypeException e) {
      return null;
    }
  }
}
