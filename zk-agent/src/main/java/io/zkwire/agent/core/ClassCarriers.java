package io.zkwire.agent.core;

import io.zkwire.runtime.spi.GuardSite;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Carries each woven class as a whole: one holder for a class object. Thread-safe. */
final class ClassCarriers implements Carriers {

  private final Instrumentation instrumentation;
  private final Boot boot;
  private final boolean runsUntilKnown;
  private final Consumer<Holder> bind;
  private final List<Holder> holders = new CopyOnWriteArrayList<>();

  /**
   * Makes it.
   *
   * @param instrumentation the JVM's
   * @param boot the dispatcher
   * @param runsUntilKnown whether guarded methods run until ZooKeeper has answered
   * @param bind binds a holder, now or later; does not block
   */
  ClassCarriers(
      Instrumentation instrumentation, Boot boot, boolean runsUntilKnown, Consumer<Holder> bind) {
    this.instrumentation = instrumentation;
    this.boot = boot;
    this.runsUntilKnown = runsUntilKnown;
    this.bind = bind;
  }

  @Override
  public void linked(Class<?> type, Object places, Plan plan) {
    Known known = Known.after(boot.kept(places));
    boot.keep(places, known);
    Holder holder = new Holder(type, null, plan, runsUntilKnown, new WeakReference<>(known)::get);
    for (Plan.MappedMethod method : plan.methods().values()) {
      if (method.guards()) {
        GuardSite site = holder.site(method);
        boot.ask(places, method.site(), new Asked(site), owner -> site.refusal());
      }
    }
    WeakReference<Object> kept = new WeakReference<>(places); // they hold values of its types
    holder.sink(
        (field, value) -> {
          Object present = kept.get();
          if (present != null) {
            boot.put(present, field.site(), value);
          }
        });
    if (plan.needsObjects()) {
      boot.onMade(places, holder.writes()::made);
    }
    Access.open(instrumentation, type);
    holders.add(holder);
    bind.accept(holder);
  }

  /** The holders of classes that are there. */
  List<Holder> holders() {
    holders.removeIf(holder -> holder.type() == null);
    return holders;
  }
}
