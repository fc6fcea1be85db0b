package io.zkwire.runtime;

import io.zkwire.BindingException;
import io.zkwire.ErrorCode;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.ClassBinding;
import io.zkwire.runtime.spi.GuardSpec;
import io.zkwire.runtime.spi.SelfBound;
import io.zkwire.runtime.spi.Spec;
import io.zkwire.runtime.spi.StaticSite;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The specs of a class, its superclasses and interfaces. */
final class ClassSpecs {

  private static final Logger LOG = LoggerFactory.getLogger(ClassSpecs.class);
  private static final String ANNOTATIONS = ZkConfig.class.getPackageName();

  private static final ClassValue<Boolean> ANNOTATED =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return Stream.<AnnotatedElement>concat(
                  Stream.of(type),
                  Stream.concat(
                      Arrays.stream(type.getDeclaredFields()),
                      Arrays.stream(type.getDeclaredMethods())))
              .flatMap(element -> Arrays.stream(element.getDeclaredAnnotations()))
              .anyMatch(a -> a.annotationType().getPackageName().equals(ANNOTATIONS));
        }
      };

  private static final ClassValue<AtomicReference<@Nullable List<Spec<?>>>> OWN =
      new ClassValue<>() {
        @Override
        protected AtomicReference<@Nullable List<Spec<?>>> computeValue(Class<?> type) {
          return new AtomicReference<>();
        }
      };

  private ClassSpecs() {}

  /** The specs of an object: those of superclasses first, then interfaces. */
  static List<Spec<?>> of(Object target, Session session) {
    if (!(target instanceof SelfBound bound)) {
      return ofClass(target.getClass(), session);
    }
    ClassBinding<?> binding = bound.zkBinding();
    describe(binding.type(), binding.manifest(), session);
    return List.copyOf(binding.specs());
  }

  private static List<Spec<?>> ofClass(Class<?> type, Session session) {
    List<Spec<?>> specs = new ArrayList<>();
    collect(type, session, specs, new HashSet<>());
    return specs;
  }

  /** The guards of the static methods of a class, its superclasses and interfaces. */
  static List<Spec<?>> ofStaticMethods(Class<?> type, Session session) {
    return ofClass(type, session).stream()
        .filter(spec -> spec instanceof GuardSpec<?>)
        .filter(spec -> StaticSite.find(type, spec.member()) != null)
        .toList();
  }

  private static void collect(
      @Nullable Class<?> type, Session session, List<Spec<?>> specs, Set<Class<?>> seen) {
    if (type == null || type == Object.class || !seen.add(type)) {
      return;
    }
    collect(type.getSuperclass(), session, specs, seen);
    for (Class<?> each : type.getInterfaces()) {
      collect(each, session, specs, seen);
    }
    if (type.isInterface() && !ANNOTATED.get(type)) {
      return; // most interfaces: do not look for a binding in vain
    }
    ClassBinding<?> binding = Bindings.find(type);
    if (binding != null) {
      specs.addAll(own(type, binding));
      describe(type, binding.manifest(), session);
    } else if (ANNOTATED.get(type)) {
      throw new BindingException(
          ErrorCode.BIND_NOT_PROCESSED,
          type.getName(),
          type.getName()
              + " is annotated but has no "
              + Bindings.bindingName(type)
              + ": the annotation processor did not see it",
          "Add io.zkwire:zk-processor to the annotation processors of the module that compiles it;"
              + " local and anonymous classes cannot be wired",
          null);
    }
  }

  /** The specs of a class itself: the same ones for each of its objects. */
  private static List<Spec<?>> own(Class<?> type, ClassBinding<?> binding) {
    AtomicReference<@Nullable List<Spec<?>>> known = OWN.get(type);
    List<Spec<?>> specs = known.get();
    if (specs == null) {
      specs = List.copyOf(binding.specs());
      known.set(specs);
    }
    return specs;
  }

  private static void describe(Class<?> type, @Nullable String manifest, Session session) {
    if (manifest != null) {
      session.instance().manifest(type.getName(), manifest);
    } else {
      LOG.warn(
          "{} {}",
          session.label(),
          ErrorCode.BIND_MANIFEST.message(
              "META-INF/zkwire/" + type.getName() + ".json was lost when the class was packaged",
              "Keep META-INF/zkwire; operators' tools cannot describe its keys without it"));
    }
  }
}
