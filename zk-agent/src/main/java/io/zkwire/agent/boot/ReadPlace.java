package io.zkwire.agent.boot;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What filters the reads of one field of one class. Until a value is known a read costs nothing:
 * its call site is the identity. From the first value on it reads one variable of this object, so
 * that no later change makes the JVM compile again. Thread-safe.
 */
public final class ReadPlace {

  private final List<WeakReference<MutableCallSite>> callSites = new ArrayList<>();
  private volatile @Nullable Object value;
  private volatile @Nullable Function<@Nullable Object, @Nullable Object> byOwner;
  private boolean active;

  ReadPlace() {}

  /**
   * What all reads see from now on.
   *
   * @param known a value of the field's type, boxed; null for what stands in the field
   */
  public void put(@Nullable Object known) {
    value = known;
    if (known != null) {
      activate(true);
    }
  }

  /**
   * Gives each owner a value of its own.
   *
   * @param values gives the value that reads of an owner see, null for what stands in the field
   */
  public void byOwner(Function<@Nullable Object, @Nullable Object> values) {
    byOwner = values;
    activate(true);
  }

  /** All reads see what stands in the field, at no cost. */
  public void restore() {
    value = null;
    byOwner = null;
    activate(false);
  }

  /** The call site of one read, {@code (Object, T)T}. */
  CallSite link(MethodType type) throws ReflectiveOperationException {
    MutableCallSite site = new MutableCallSite(type);
    synchronized (callSites) {
      callSites.removeIf(known -> known.get() == null);
      callSites.add(new WeakReference<>(site));
      site.setTarget(target(type));
    }
    return site;
  }

  private void activate(boolean now) {
    synchronized (callSites) {
      if (active == now) {
        return;
      }
      active = now;
      List<MutableCallSite> changed = new ArrayList<>();
      for (WeakReference<MutableCallSite> known : callSites) {
        MutableCallSite site = known.get();
        if (site != null) {
          changed.add(site);
          relink(site);
        }
      }
      MutableCallSite.syncAll(changed.toArray(new MutableCallSite[0]));
    }
  }

  private void relink(MutableCallSite site) {
    try {
      site.setTarget(target(site.type()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a method of this class is not there", e);
    }
  }

  private MethodHandle target(MethodType type) throws ReflectiveOperationException {
    Class<?> field = type.returnType();
    if (!active) {
      return MethodHandles.dropArguments(MethodHandles.identity(field), 0, Object.class);
    }
    Class<?> erased = field.isPrimitive() ? field : Object.class;
    return MethodHandles.lookup()
        .findVirtual(ReadPlace.class, "pick", MethodType.methodType(erased, Object.class, erased))
        .bindTo(this)
        .asType(type);
  }

  private @Nullable Object known(@Nullable Object owner) {
    Function<@Nullable Object, @Nullable Object> each = byOwner;
    return each == null ? value : each.apply(owner);
  }

  @Nullable Object pick(@Nullable Object owner, @Nullable Object raw) {
    Object known = known(owner);
    return known == null ? raw : known;
  }

  boolean pick(@Nullable Object owner, boolean raw) {
    Object known = known(owner);
    return known == null ? raw : (boolean) known;
  }

  byte pick(@Nullable Object owner, byte raw) {
    Object known = known(owner);
    return known == null ? raw : (byte) known;
  }

  char pick(@Nullable Object owner, char raw) {
    Object known = known(owner);
    return known == null ? raw : (char) known;
  }

  short pick(@Nullable Object owner, short raw) {
    Object known = known(owner);
    return known == null ? raw : (short) known;
  }

  int pick(@Nullable Object owner, int raw) {
    Object known = known(owner);
    return known == null ? raw : (int) known;
  }

  long pick(@Nullable Object owner, long raw) {
    Object known = known(owner);
    return known == null ? raw : (long) known;
  }

  float pick(@Nullable Object owner, float raw) {
    Object known = known(owner);
    return known == null ? raw : (float) known;
  }

  double pick(@Nullable Object owner, double raw) {
    Object known = known(owner);
    return known == null ? raw : (double) known;
  }
}
