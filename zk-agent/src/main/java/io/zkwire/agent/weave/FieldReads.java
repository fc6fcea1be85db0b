package io.zkwire.agent.weave;

import java.util.List;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Says which instructions of a class read a filtered field. */
final class FieldReads {

  private final List<WiringModel> models;
  private final TypeDescription reader;
  private final TypePool pool;

  FieldReads(List<WiringModel> models, TypeDescription reader, TypePool pool) {
    this.models = models;
    this.reader = reader;
    this.pool = pool;
  }

  /** A read of a filtered field. */
  record Read(String type, ReadPoint point) {}

  /**
   * The field that an instruction reads, or null if that is not filtered.
   *
   * @param owner the internal name of the class in the instruction, which may be a subclass of the
   *     one that declares the field
   */
  @Nullable Read find(String owner, String field, String descriptor) {
    for (WiringModel model : models) {
      for (ReadPoint point : model.reads()) {
        if (point.field().equals(field)
            && point.descriptor().equals(descriptor)
            && model.type().equals(declaring(owner.replace('/', '.'), field, descriptor, model))) {
          return new Read(model.type(), point);
        }
      }
    }
    return null;
  }

  private @Nullable String declaring(
      String owner, String field, String descriptor, WiringModel model) {
    if (owner.equals(model.type())) {
      return owner;
    }
    TypePool.Resolution found =
        owner.equals(reader.getName())
            ? new TypePool.Resolution.Simple(reader)
            : pool.describe(owner);
    try {
      return found.isResolved() ? declaring(found.resolve(), field, descriptor) : null;
    } catch (TypePool.Resolution.NoSuchTypeException e) {
      return null; // what has a superclass that is not there cannot be read from
    }
  }

  /** As the JVM resolves fields: the class, its interfaces, its superclass. */
  private static @Nullable String declaring(TypeDefinition type, String field, String descriptor) {
    for (FieldDescription each : type.getDeclaredFields()) {
      if (each.getName().equals(field) && each.getDescriptor().equals(descriptor)) {
        return type.asErasure().getName();
      }
    }
    for (TypeDefinition each : type.getInterfaces()) {
      String found = declaring(each, field, descriptor);
      if (found != null) {
        return found;
      }
    }
    TypeDefinition parent = type.getSuperClass();
    return parent == null ? null : declaring(parent, field, descriptor);
  }
}
