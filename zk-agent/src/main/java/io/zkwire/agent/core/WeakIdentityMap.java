package io.zkwire.agent.core;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values by object, as long as the object is there. Thread-safe. */
final class WeakIdentityMap<V> {

  private final Map<Key, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  @Nullable V get(Object object) {
    return values.get(new Key(object, null));
  }

  void put(Object object, V value) {
    tidy();
    values.put(new Key(object, gone), value);
  }

  /** The value of an object; a new one where there is none. */
  V get(Object object, Supplier<V> maker) {
    tidy();
    V known = get(object);
    return known != null
        ? known
        : values.computeIfAbsent(new Key(object, gone), key -> maker.get());
  }

  void remove(Object object) {
    values.remove(new Key(object, null));
  }

  /** The objects that are there. */
  List<Object> objects() {
    tidy();
    List<Object> out = new ArrayList<>();
    for (Key key : values.keySet()) {
      Object object = key.get();
      if (object != null) {
        out.add(object);
      }
    }
    return out;
  }

  private void tidy() {
    Reference<?> each = gone.poll();
    while (each != null) {
      values.remove((Key) each);
      each = gone.poll();
    }
  }

  /** An object by its identity. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object object, @Nullable ReferenceQueue<Object> queue) {
      super(object, queue);
      hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object object = get();
      return object != null && other instanceof Key key && key.get() == object;
    }
  }
}
