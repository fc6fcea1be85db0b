package io.zkwire.agent.core;

import io.zkwire.ValueConverter;
import io.zkwire.agent.mapping.Carried;
import io.zkwire.agent.mapping.MethodShape;
import io.zkwire.runtime.spi.ClassBinding;
import io.zkwire.runtime.spi.GuardSite;
import io.zkwire.runtime.spi.Guarded;
import io.zkwire.runtime.spi.SelfBound;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One object of a class whose superclasses are mapped too: what its classes want is bound together,
 * so that a listener hears of a key that a superclass follows. Immutable.
 *
 * @param parts a holder for each mapped class, superclasses first, at least one
 */
record HolderChain(List<Holder> parts) implements Carried, Guarded, SelfBound {

  private Holder part(Predicate<Plan> has) {
    for (Holder part : parts) {
      if (has.test(part.plan())) {
        return part;
      }
    }
    throw new IllegalArgumentException("no part of " + zkName() + " has it");
  }

  private Holder ofField(String field) {
    return part(plan -> plan.fields().containsKey(field));
  }

  private Holder ofMethod(String signature) {
    return part(plan -> plan.methods().containsKey(signature));
  }

  private Holder last() {
    return parts.get(parts.size() - 1);
  }

  @Override
  public @Nullable GuardSite zkGuardSite(String method) {
    return ofMethod(method).zkGuardSite(method);
  }

  @Override
  public String zkName() {
    return last().zkName();
  }

  @Override
  public ClassBinding<?> zkBinding() {
    return new ClassBinding<Carried>() {
      @Override
      public List<Spec<Carried>> specs() {
        List<Spec<Carried>> specs = new ArrayList<>();
        parts.forEach(part -> specs.addAll(part.specs(HolderChain.this)));
        return specs;
      }

      @Override
      public Class<?> type() {
        return Objects.requireNonNull(last().type());
      }

      @Override
      public String manifest() {
        return Manifest.of(last().plan());
      }
    };
  }

  /** Two chains are the same only if they are one: an object is bound once. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public Field field(String name) {
    return ofField(name).field(name);
  }

  @Override
  public @Nullable Field anyField(String name) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      Field field = parts.get(i).anyField(name);
      if (field != null) {
        return field;
      }
    }
    return null;
  }

  @Override
  public Method method(String signature) {
    return signature.endsWith("()") ? anyMethod(signature) : ofMethod(signature).method(signature);
  }

  /** A getter stands in no mapping. */
  private Method anyMethod(String signature) {
    for (Holder part : parts) {
      Method method = part.find(signature);
      if (method != null) {
        return method;
      }
    }
    throw new IllegalArgumentException("no method " + signature);
  }

  @Override
  public @Nullable Object own(String field) throws ReflectiveOperationException {
    return ofField(field).own(field);
  }

  @Override
  public void put(String field, @Nullable Object value) {
    ofField(field).put(field, value);
  }

  @Override
  public boolean apart(String member) {
    return false; // the object is there as long as its types are
  }

  @Override
  public Object read(
      String member, String text, Function<Class<?>, ValueConverter<Object>> converter) {
    throw new IllegalStateException("nothing is read apart for a single object");
  }

  @Override
  public List<Object> objects() {
    return last().objects();
  }

  @Override
  public @Nullable Object read(String field) throws ReflectiveOperationException {
    return ofField(field).read(field);
  }

  @Override
  public @Nullable Object result(MethodShape method, @Nullable Object... arguments)
      throws Throwable {
    return ofMethod(method.signature()).result(method, arguments);
  }

  @Override
  public void call(MethodShape method, @Nullable Object... arguments) throws Throwable {
    ofMethod(method.signature()).call(method, arguments);
  }
}
