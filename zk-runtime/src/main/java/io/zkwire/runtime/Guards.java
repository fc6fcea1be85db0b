package io.zkwire.runtime;

import io.zkwire.BindingException;
import io.zkwire.ErrorCode;
import io.zkwire.Registration;
import io.zkwire.annotation.Otherwise;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.spi.BarrierSpec;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.GuardSite;
import io.zkwire.runtime.spi.GuardSpec;
import io.zkwire.runtime.spi.Guarded;
import io.zkwire.runtime.spi.LeaderOnlySpec;
import io.zkwire.runtime.spi.LockSpec;
import io.zkwire.runtime.spi.PermitSpec;
import io.zkwire.runtime.spi.ProgressSpec;
import io.zkwire.runtime.spi.Spec;
import io.zkwire.runtime.spi.StaticSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the guards of an object's methods where the methods ask. */
final class Guards {

  /** The one visible order in which the guards of a method are asked. */
  private static final List<Class<?>> ORDER =
      List.of(
          LeaderOnlySpec.class,
          BarrierSpec.class,
          PermitSpec.class,
          LockSpec.class,
          ProgressSpec.class);

  private static final Pattern PLACE = Pattern.compile("(?<!\\$)\\{[^{}]*}");

  private Guards() {}

  /**
   * Binds the guards of an object.
   *
   * @param target the object; or a class, whose static methods are guarded
   * @param specs all its specs
   * @param features who makes guards
   * @param tracer who looks on while their calls run, or null
   * @return ends it: from then on no call passes; or null where the object has none
   * @throws BindingException ZK-GUARD-20 if nobody would ask them
   */
  static @Nullable Registration bind(
      Object target,
      List<Spec<?>> specs,
      List<? extends Feature> features,
      @Nullable ZkTracer tracer) {
    Map<String, List<GuardSpec<?>>> byMethod = new LinkedHashMap<>();
    for (Spec<?> spec : specs) {
      if (spec instanceof GuardSpec<?> guard) {
        byMethod.computeIfAbsent(guard.member(), m -> new ArrayList<>()).add(guard);
      }
    }
    if (byMethod.isEmpty()) {
      return null;
    }
    UnaskedOverrides.refuse(target.getClass());
    List<Registration> parts = new ArrayList<>();
    try {
      byMethod.forEach(
          (method, guards) -> {
            String name = Bindings.name(target) + "." + method;
            Guard chain = chain(guards, features);
            Guard asked = tracer == null ? chain : new TracedGuard(name, chain, tracer);
            Guard open = asked.afterwards();
            Guard afterwards = open != null ? open : new ClosedGuard(name, throwing(guards));
            parts.add(bind(target, method, asked, afterwards));
          });
    } catch (RuntimeException | Error e) {
      parts.forEach(Registration::close);
      throw e;
    }
    return () -> parts.forEach(Registration::close);
  }

  private static Registration bind(Object target, String method, Guard asked, Guard afterwards) {
    GuardSite site = target instanceof Guarded guarded ? guarded.zkGuardSite(method) : null;
    if (site != null) {
      site.bind(asked);
      return () -> site.bind(afterwards);
    }
    StaticSite shared = StaticSite.find(Bindings.written(target), method);
    if (shared != null) {
      return shared.bind(asked, afterwards);
    }
    throw unguarded(Bindings.written(target), method);
  }

  /** Whether no call of the method returns without having run. */
  private static boolean throwing(List<GuardSpec<?>> guards) {
    return guards.stream().allMatch(guard -> guard.otherwise() == Otherwise.THROW);
  }

  private static BindingException unguarded(Class<?> type, String method) {
    String name = type.isAnonymousClass() ? type.getName() : type.getSimpleName();
    String what = " is guarded, but nobody would ask its guard";
    String mend;
    if (Bindings.guarded(type) != type) {
      mend = "Make the object with zk.create(" + name + ".class, ...), which makes the guarded";
      mend += " subclass; or weave its module";
    } else if (Bindings.find(type) == null) {
      what +=
          ": "
              + name
              + " inherits it, and without an annotation of its own has no guarded subclass";
      mend = "Override a guarded method in " + name + " and repeat its guard; or weave its module";
    } else {
      mend = "Weave its module, or compile it without -Azkwire.woven=true. An IDE that compiles by";
      mend += " itself weaves nothing: add -javaagent:zk-agent.jar=weave to the VM options of its";
      mend += " run configuration, or let it build with Maven or Gradle";
    }
    String found = type.getName() + "." + method + what;
    return new BindingException(ErrorCode.GUARD_NOT_WIRED, type.getName(), found, mend, null);
  }

  private static Guard chain(List<GuardSpec<?>> guards, List<? extends Feature> features) {
    List<GuardChain.Link> links =
        guards.stream()
            .sorted(Comparator.comparingInt(spec -> ORDER.indexOf(spec.getClass())))
            .map(spec -> new GuardChain.Link(guard(spec, features), places(spec)))
            .toList();
    return links.size() == 1 ? links.get(0).guard() : new GuardChain(links);
  }

  private static Guard guard(GuardSpec<?> spec, List<? extends Feature> features) {
    for (Feature feature : features) {
      Guard guard = feature.guard(spec);
      if (guard != null) {
        return guard;
      }
    }
    throw new IllegalStateException("no feature knows the guard " + spec);
  }

  private static int places(GuardSpec<?> spec) {
    String name =
        spec instanceof LockSpec<?> lock
            ? lock.name()
            : spec instanceof PermitSpec<?> permit ? permit.name() : "";
    return (int) PLACE.matcher(name).results().count();
  }
}
