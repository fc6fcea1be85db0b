package io.zkwire.agent.core;

import io.zkwire.agent.mapping.ClassEntry;
import io.zkwire.agent.mapping.FieldEntry;
import io.zkwire.agent.weave.WiringModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The plans of a mapping: one for each class file, and each loader has its own. Thread-safe. */
final class Plans {

  private final Map<String, ClassEntry> entries = new HashMap<>();
  private final Set<String> hidden = new HashSet<>(); // type.field of those that only a nest reads
  private final SiteNumbers numbers;
  private final Map<ClassLoader, Map<String, Plan>> known = new WeakHashMap<>();

  Plans(List<ClassEntry> classes, SiteNumbers numbers) {
    this.numbers = numbers;
    for (ClassEntry each : classes) {
      entries.put(each.type().replace('.', '/'), each);
    }
  }

  /** Whether a class is mapped. */
  boolean maps(String internalName) {
    return entries.containsKey(internalName);
  }

  /** The names of the mapped fields that a class may read, as far as is known. */
  Set<String> readableBy(String internalName) {
    Set<String> out = new HashSet<>();
    entries.forEach(
        (type, entry) -> {
          boolean nest = outermost(internalName).equals(outermost(type));
          for (FieldEntry field : entry.fields()) {
            if (nest || !isHidden(type, field.field())) {
              out.add(field.field());
            }
          }
        });
    return out;
  }

  private boolean isHidden(String type, String field) {
    synchronized (known) {
      return hidden.contains(type + "." + field);
    }
  }

  private static String outermost(String internalName) {
    int dollar = internalName.indexOf('$', internalName.lastIndexOf('/') + 2);
    return dollar < 0 ? internalName : internalName.substring(0, dollar);
  }

  /** The plan of a mapped class, made of its class file. */
  Plan of(String internalName, ClassLoader loader, byte[] classFile) {
    ClassEntry entry = entries.get(internalName);
    if (entry == null) {
      throw new IllegalArgumentException(internalName + " is not mapped");
    }
    Plan plan = Plan.of(entry, ClassShape.read(classFile), numbers);
    synchronized (known) {
      known.computeIfAbsent(loader, l -> new HashMap<>()).put(entry.type(), plan);
      for (Plan.MappedField field : plan.fields().values()) {
        if (field.shape().isPrivate() || !field.filters()) {
          hidden.add(internalName + "." + field.shape().name());
        }
      }
    }
    return plan;
  }

  /** The plan of a class that was woven, or null. */
  @Nullable Plan of(String type, @Nullable ClassLoader loader) {
    synchronized (known) {
      Map<String, Plan> own = known.get(loader);
      return own == null ? null : own.get(type);
    }
  }

  /** The models of all mapped classes that a loader finds, loaded or not. */
  List<WiringModel> visibleTo(ClassLoader loader) {
    List<WiringModel> out = new ArrayList<>();
    for (ClassEntry entry : entries.values()) {
      Plan plan = find(entry, loader);
      if (plan != null && !plan.model().reads().isEmpty()) {
        out.add(plan.model());
      }
    }
    return out;
  }

  private @Nullable Plan find(ClassEntry entry, ClassLoader loader) {
    for (ClassLoader each = loader; each != null; each = each.getParent()) {
      Plan plan = of(entry.type(), each);
      if (plan != null) {
        return plan;
      }
    }
    byte[] classFile = classFile(entry.type().replace('.', '/'), loader);
    return classFile == null ? null : Plan.of(entry, ClassShape.read(classFile), numbers);
  }

  /** The class file of a class as its loader finds it; null where it finds none. */
  static byte @Nullable [] classFile(String internalName, ClassLoader loader) {
    try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException | RuntimeException e) {
      return null; // a loader that does not give its class files: what it loads is not looked at
    }
  }
}
