package io.zkwire.agent.core;

import io.zkwire.agent.mapping.ClassEntry;
import io.zkwire.agent.mapping.MappingFile;
import io.zkwire.runtime.spi.GuardSite;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries single objects instead of whole classes, for whoever has several of one class that belong
 * to several connections. It weaves by the same means; what it gives back is bound like any object.
 * Thread-safe.
 */
public final class SingleObjects implements BiFunction<String, List<Object>, List<Object>> {

  private static final Logger LOG = LoggerFactory.getLogger(SingleObjects.class);

  private final Instrumentation instrumentation;
  private final Boot boot;
  private final SiteNumbers numbers = new SiteNumbers();
  private final Worker worker = new Worker("zkwire-agent");
  private final WeakIdentityMap<HolderChain> holders = new WeakIdentityMap<>();
  private final Map<String, Plan> plans = new ConcurrentHashMap<>();

  /**
   * Makes it.
   *
   * @param instrumentation the JVM's
   * @throws Exception if the dispatcher cannot be installed
   */
  public SingleObjects(Instrumentation instrumentation) throws Exception {
    this.instrumentation = instrumentation;
    this.boot = new Boot(Dispatchers.install(instrumentation));
  }

  /**
   * Weaves the classes of a mapping and carries objects of them.
   *
   * @param mapping the text of a mapping file
   * @param objects the objects; each of a mapped class or of a subclass
   * @return what to bind in place of each, as far as its class is mapped
   */
  @Override
  public List<Object> apply(String mapping, List<Object> objects) {
    List<ClassEntry> classes = MappingFile.parse("zkwire.yaml", mapping).classes();
    List<ClassEntry> fresh =
        classes.stream().filter(entry -> !plans.containsKey(entry.type())).toList();
    if (!fresh.isEmpty()) {
      Ledger ledger = new Ledger(fresh);
      Weaving weaving =
          new Weaving(instrumentation, boot, fresh, numbers, ledger, this::linked, worker);
      weaving.start();
      weaving.weaveReaders();
      if (!ledger.clean()) {
        throw new IllegalStateException("not all of it is woven: " + ledger.lines());
      }
    }
    return objects.stream().map(this::carry).toList();
  }

  private Object carry(Object object) {
    return holders.get(
        object,
        () -> {
          List<Holder> parts = new ArrayList<>();
          for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            Plan plan = plans.get(type.getName());
            if (plan != null) {
              parts.add(0, carry(type, object, plan));
            }
          }
          if (parts.isEmpty()) {
            throw new IllegalArgumentException(object.getClass().getName() + " is not mapped");
          }
          return new HolderChain(List.copyOf(parts));
        });
  }

  private static Holder carry(Class<?> type, Object object, Plan plan) {
    Known known = new Known();
    return new Holder(type, object, plan, false, () -> known);
  }

  private void linked(Class<?> type, Object places, Plan plan) {
    String name = type.getName();
    plans.put(name, plan);
    for (Plan.MappedMethod method : plan.methods().values()) {
      if (method.guards()) {
        String signature = method.shape().signature();
        boot.ask(
            places,
            method.site(),
            (owner, arguments) -> new Asked(site(owner, name, signature)).apply(owner, arguments),
            owner -> site(owner, name, signature).refusal());
      }
    }
    for (Plan.MappedField field : plan.fields().values()) {
      if (field.filters()) {
        boot.byOwner(places, field.site(), owner -> known(owner, name, field.shape().name()));
      }
    }
    LOG.debug("{} is carried object by object", type);
  }

  private @Nullable Object known(@Nullable Object owner, String type, String field) {
    Holder part = part(owner, type);
    return part == null ? null : part.known(field);
  }

  private @Nullable Holder part(@Nullable Object owner, String type) {
    HolderChain chain = owner == null ? null : holders.get(owner);
    if (chain != null) {
      for (Holder part : chain.parts()) {
        if (part.typeName().equals(type)) {
          return part;
        }
      }
    }
    return null;
  }

  private GuardSite site(@Nullable Object owner, String type, String signature) {
    Holder part = part(owner, type);
    GuardSite site = part == null ? null : part.zkGuardSite(signature);
    return site == null ? new GuardSite(signature) : site; // one that is not carried does not pass
  }
}
