package io.zkwire.agent.core;

import io.zkwire.ValueConverter;
import io.zkwire.agent.mapping.Carried;
import io.zkwire.agent.mapping.MethodShape;
import io.zkwire.runtime.config.TextReader;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.ClassBinding;
import io.zkwire.runtime.spi.GuardSite;
import io.zkwire.runtime.spi.Guarded;
import io.zkwire.runtime.spi.SelfBound;
import io.zkwire.runtime.spi.Spec;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime binds in place of a woven class: it brings the specs of the mapping, the places
 * where the class's methods ask, and takes the values of its fields. It stands for all objects of
 * the class, or for one of them, and keeps neither from being collected. Thread-safe.
 */
final class Holder implements Carried, Guarded, SelfBound {

  /** A method of the application that is told of values takes them as they are. */
  private static final String LISTENS = "on-config-change";

  private final WeakReference<Class<?>> type;
  private final @Nullable WeakReference<Object> owner;
  private final String name;
  private final String simpleName;
  private final Plan plan;
  private final Writes writes;
  private final Map<String, GuardSite> sites = new LinkedHashMap<>();
  private final Supplier<@Nullable Known> known;

  /** Told of each value: its field, and null for none. */
  private volatile FieldSink sink = (field, value) -> {};

  /** Takes the values of filtered fields. */
  interface FieldSink {
    void put(Plan.MappedField field, @Nullable Object value);
  }

  /**
   * Stands for a class, or for one object.
   *
   * @param type the class
   * @param owner the object, or null for all of the class
   * @param plan what is woven
   * @param runsUntilKnown whether guarded methods run until ZooKeeper has answered
   * @param known gives what is known of its fields; null once the class is gone
   */
  Holder(
      Class<?> type,
      @Nullable Object owner,
      Plan plan,
      boolean runsUntilKnown,
      Supplier<@Nullable Known> known) {
    this.type = new WeakReference<>(type);
    this.owner = owner == null ? null : new WeakReference<>(owner);
    this.name = type.getName();
    this.simpleName = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    this.plan = plan;
    this.known = known;
    this.writes = new Writes(this);
    for (Plan.MappedMethod method : plan.methods().values()) {
      if (method.guards()) {
        String shown = simpleName + "." + method.shape().signature();
        GuardSite site = new GuardSite(shown);
        site.bind(
            new UntilKnown(
                shown, method.answer().resolvedOtherwise(), runsUntilKnown || !method.refuses()));
        sites.put(method.shape().signature(), site);
      }
    }
    if (!sites.isEmpty()) {
      Bindings.noteAsking(type);
    }
  }

  Plan plan() {
    return plan;
  }

  /** The class, or null once it is gone. */
  @Nullable Class<?> type() {
    return type.get();
  }

  /** The name of the class. */
  String typeName() {
    return name;
  }

  Writes writes() {
    return writes;
  }

  void sink(FieldSink to) {
    sink = to;
  }

  /** It is bound: fields without a value show what stands in them, whatever was known before. */
  void settle() {
    for (Plan.MappedField field : plan.fields().values()) {
      if (field.filters() && !known().values().containsKey(field.shape().name())) {
        sink.put(field, null);
      }
    }
  }

  /** The place where a guarded method asks. */
  GuardSite site(Plan.MappedMethod method) {
    return Objects.requireNonNull(sites.get(method.shape().signature()));
  }

  @Override
  public @Nullable GuardSite zkGuardSite(String method) {
    return sites.get(method);
  }

  @Override
  public String zkName() {
    return simpleName;
  }

  /** The value of a field for reads of this one; null for what stands in it. */
  @Nullable Object known(String field) {
    return known().values().get(field);
  }

  /** What is known of the fields; something empty once the class is gone. */
  Known known() {
    Known present = known.get();
    return present != null ? present : new Known();
  }

  @Override
  public boolean apart(String member) {
    return owner == null
        && Known.ofApplication(valueType(member))
        && plan.methods().values().stream().noneMatch(each -> each.wishes().containsKey(LISTENS));
  }

  @Override
  public Object read(
      String member, String text, Function<Class<?>, ValueConverter<Object>> converter) {
    return known()
        .read(member, text, () -> TextReader.of(valueType(member), converter.apply(there())));
  }

  private Type valueType(String member) {
    return member.contains("(")
        ? method(member).getGenericParameterTypes()[0]
        : field(member).getGenericType();
  }

  @Override
  public ClassBinding<?> zkBinding() {
    return new ClassBinding<Carried>() {
      @Override
      public List<Spec<Carried>> specs() {
        return Holder.this.specs(Holder.this);
      }

      @Override
      public Class<?> type() {
        return there();
      }

      @Override
      public String manifest() {
        return Manifest.of(plan);
      }
    };
  }

  /** What the class wants, carried to this or to what this is a part of. */
  List<Spec<Carried>> specs(Carried to) {
    List<Spec<Carried>> specs = new ArrayList<>();
    plan.fields()
        .forEach(
            (field, mapped) ->
                mapped.wishes().values().forEach(wish -> specs.add(wish.spec(to, field))));
    for (Plan.MappedMethod each : plan.methods().values()) {
      each.wishes().values().forEach(w -> specs.add(w.spec(to, each.shape(), each.answer())));
    }
    var member = plan.isMember() ? plan.entry().member() : null;
    if (member != null) {
      specs.addAll(member.specs(simpleName));
    }
    var endpoint = plan.isEndpoint() ? plan.entry().endpoint() : null;
    if (endpoint != null) {
      specs.add(endpoint.spec());
    }
    return specs;
  }

  private Class<?> there() {
    Class<?> present = type.get();
    if (present == null) {
      throw new IllegalStateException(name + " is unloaded");
    }
    return present;
  }

  @Override
  public Field field(String field) {
    try {
      return there().getDeclaredField(field);
    } catch (NoSuchFieldException e) {
      throw new IllegalArgumentException("no field " + field, e);
    }
  }

  @Override
  public @Nullable Field anyField(String field) {
    for (Field each : there().getDeclaredFields()) {
      if (each.getName().equals(field)) {
        return Access.open(each);
      }
    }
    return null;
  }

  @Override
  public Method method(String signature) {
    Method method = find(signature);
    if (method == null) {
      throw new IllegalArgumentException("no method " + signature);
    }
    return method;
  }

  /** A method of the class itself, or null. */
  @Nullable Method find(String signature) {
    for (Method method : there().getDeclaredMethods()) {
      if (signature.startsWith(method.getName() + "(") && signature.equals(Signatures.of(method))) {
        Access.open(method);
        return method;
      }
    }
    return null;
  }

  @Override
  public @Nullable Object own(String field) throws ReflectiveOperationException {
    Object object = owner == null ? null : owner.get();
    if (object == null) {
      return null;
    }
    Object value = Access.open(field(field)).get(object);
    if (value != null) {
      known().initial().put(field, value);
    }
    return value;
  }

  @Override
  public void put(String field, @Nullable Object value) {
    Plan.MappedField mapped = plan.fields().get(field);
    if (mapped == null) {
      return;
    }
    boolean back =
        value == null || value == known().initial().get(field); // what stands in it of itself
    if (back) {
      known().values().remove(field);
    } else {
      known().values().put(field, value);
    }
    if (mapped.filters()) {
      sink.put(mapped, back ? null : value);
    }
    if (mapped.writes()) {
      writes.put(mapped.shape(), back ? null : value);
    }
  }

  @Override
  public List<Object> objects() {
    if (owner == null) {
      return writes.objects();
    }
    Object object = owner.get();
    return object == null ? List.of() : List.of(object);
  }

  @Override
  public @Nullable Object read(String field) throws ReflectiveOperationException {
    Field read = Access.open(field(field));
    if (Modifier.isStatic(read.getModifiers())) {
      return read.get(null);
    }
    List<Object> objects = objects();
    return objects.isEmpty() ? null : read.get(objects.get(objects.size() - 1));
  }

  @Override
  public @Nullable Object result(MethodShape method, @Nullable Object... arguments)
      throws Throwable {
    Method called = method(method.signature());
    List<Object> objects = method.isStatic() ? List.of() : objects();
    if (!method.isStatic() && objects.isEmpty()) {
      return null;
    }
    return call(called, method.isStatic() ? null : objects.get(objects.size() - 1), arguments);
  }

  @Override
  public void call(MethodShape method, @Nullable Object... arguments) throws Throwable {
    Method called = method(method.signature());
    if (method.isStatic()) {
      call(called, null, arguments);
      return;
    }
    for (Object object : objects()) {
      call(called, object, arguments);
    }
  }

  private static @Nullable Object call(
      Method method, @Nullable Object object, @Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
