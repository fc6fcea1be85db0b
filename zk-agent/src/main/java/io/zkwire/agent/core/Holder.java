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
import java.lang.reflect.Method;
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

  private final Members members;
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
    this.members = new Members(type);
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
    return members.present();
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
        .read(
            member, text, () -> TextReader.of(valueType(member), converter.apply(members.type())));
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
        return members.type();
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

  @Override
  public Field field(String field) {
    return members.field(field);
  }

  @Override
  public @Nullable Field anyField(String field) {
    return members.anyField(field);
  }

  @Override
  public Method method(String signature) {
    return members.method(signature);
  }

  /** A method of the class itself, or null. */
  @Nullable Method find(String signature) {
    return members.find(signature);
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
    return members.read(field, this::objects);
  }

  @Override
  public @Nullable Object result(MethodShape method, @Nullable Object... arguments)
      throws Throwable {
    return members.result(method, this::objects, arguments);
  }

  @Override
  public void call(MethodShape method, @Nullable Object... arguments) throws Throwable {
    members.call(method, this::objects, arguments);
  }
}
