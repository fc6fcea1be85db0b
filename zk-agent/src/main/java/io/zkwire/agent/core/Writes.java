package io.zkwire.agent.core;

import io.zkwire.agent.mapping.FieldShape;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes values into the fields of a class's objects, remembers what stood there, and gives it
 * back. It knows the objects that were made since the class was woven. Thread-safe.
 */
final class Writes {

  private static final Logger LOG = LoggerFactory.getLogger(Writes.class);

  private final Holder holder;
  private final Map<String, FieldShape> written = new HashMap<>();
  private boolean restored;

  Writes(Holder holder) {
    this.holder = holder;
  }

  /** Stands for null in a map. */
  private enum None {
    NOTHING
  }

  private WeakIdentityMap<Map<String, Object>> originals() {
    return holder.known().originals();
  }

  /** The objects that are known. */
  List<Object> objects() {
    return originals().objects();
  }

  /** An object was made, or found: it gets the values that are known. */
  synchronized void made(Object object) {
    if (restored) {
      return;
    }
    originals().get(object, HashMap::new);
    for (FieldShape field : written.values()) {
      Object value = holder.known(field.name());
      if (!field.isStatic() && value != null) {
        write(field, object, value);
      }
    }
  }

  /** A value has come; null: what stood there of itself comes back. */
  synchronized void put(FieldShape field, @Nullable Object value) {
    if (restored) {
      return; // a value that came too late
    }
    written.put(field.name(), field);
    if (field.isStatic()) {
      write(field, null, value);
      return;
    }
    for (Object object : holder.objects()) {
      write(field, object, value);
    }
  }

  /** Everything as it was. */
  synchronized void restore() {
    for (FieldShape field : written.values()) {
      put(field, null);
    }
    restored = true;
  }

  private void write(FieldShape shape, @Nullable Object object, @Nullable Object value) {
    try {
      Map<String, Object> own =
          object == null ? holder.known().statics() : originals().get(object, HashMap::new);
      Field field = Access.open(holder.field(shape.name()));
      if (value != null) {
        if (!own.containsKey(shape.name())) {
          Object original = field.get(object);
          own.put(shape.name(), original == null ? None.NOTHING : original);
        }
        field.set(object, value);
      } else if (own.containsKey(shape.name())) {
        Object original = own.remove(shape.name());
        field.set(object, original == None.NOTHING ? null : original);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("cannot write {}.{}: {}", holder.typeName(), shape.name(), e.toString());
    }
  }
}
