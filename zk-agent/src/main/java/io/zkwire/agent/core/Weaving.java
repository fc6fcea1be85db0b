package io.zkwire.agent.core;

import io.zkwire.agent.mapping.ClassEntry;
import io.zkwire.agent.weave.WiringModel;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Weaves the classes of a mapping: those that are there, and those that come. Whatever goes wrong
 * with one class, that class stays as it is and the others go on. Thread-safe.
 */
final class Weaving {

  private static final Logger LOG = LoggerFactory.getLogger(Weaving.class);

  private final Instrumentation instrumentation;
  private final Boot boot;
  private final Plans plans;
  private final Ledger ledger;
  private final Carriers carriers;
  private final Weaver weaver = new Weaver();
  private final Discovery discovery;
  private final Set<Class<?>> woven =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private final ClassFileTransformer transformer = new Transformer();
  private volatile boolean stopped;

  Weaving(
      Instrumentation instrumentation,
      Boot boot,
      List<ClassEntry> classes,
      SiteNumbers numbers,
      Ledger ledger,
      Carriers carriers,
      Worker worker) {
    this.instrumentation = instrumentation;
    this.boot = boot;
    this.plans = new Plans(classes, numbers);
    this.ledger = ledger;
    this.carriers = carriers;
    this.discovery = new Discovery(instrumentation, worker, this::found);
  }

  /** Weaves what is loaded, and from now on what is being loaded. */
  void start() {
    boot.onLinked(this::linked);
    instrumentation.addTransformer(transformer, true);
    for (Class<?> each : instrumentation.getAllLoadedClasses()) {
      if (each.getClassLoader() != null && plans.maps(each.getName().replace('.', '/'))) {
        retransform(each);
        found(each);
      }
    }
  }

  /** Weaves the loaded classes that read mapped fields of others. Takes its time. */
  void weaveReaders() {
    for (Class<?> each : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = each.getClassLoader();
      String name = each.getName().replace('.', '/');
      if (loader == null || stopped || own(loader) || each.isArray() || each.isHidden()) {
        continue;
      }
      if (!plans.maps(name) && instrumentation.isModifiableClass(each) && mayRead(each, loader)) {
        retransform(each);
      }
    }
  }

  private boolean mayRead(Class<?> type, ClassLoader loader) {
    if (loader == ClassLoader.getPlatformClassLoader() || woven.contains(type)) {
      return false;
    }
    String internalName = type.getName().replace('.', '/');
    Set<String> fields = plans.readableBy(internalName);
    if (fields.isEmpty()) {
      return false;
    }
    byte[] classFile = Plans.classFile(internalName, loader);
    try {
      return classFile != null && FieldRefs.any(classFile, fields);
    } catch (RuntimeException e) {
      LOG.debug("{} cannot be looked into", type.getName(), e);
      return false;
    }
  }

  private static boolean own(ClassLoader loader) {
    return loader == Weaving.class.getClassLoader();
  }

  private void retransform(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      ledger.failed(type.getName(), e);
    }
  }

  /** A mapped class is there, and it has not yet been asked for its places. */
  private void found(Class<?> type) {
    if (!stopped && plans.of(type.getName(), type.getClassLoader()) != null) {
      boot.places(type);
    }
  }

  private void linked(Class<?> type, Object places) {
    try {
      Plan plan = stopped ? null : plans.of(type.getName(), type.getClassLoader());
      if (plan != null && !plan.isEmpty()) {
        woven.add(type);
        carriers.linked(type, places, plan);
      }
    } catch (Throwable e) { // never into the application that asks for its place
      ledger.failed(type.getName(), e);
    }
  }

  /** Weaves no more. What is woven stays so, and asks whom it asked. */
  void retire() {
    stopped = true;
    boot.onLinked(null);
    instrumentation.removeTransformer(transformer);
    discovery.close();
    wovenNow().forEach(each -> boot.expect(boot.places(each)));
  }

  /**
   * Leaves classes as they were.
   *
   * @param next has woven some of them anew, or null for nobody
   */
  void release(@Nullable Weaving next) {
    for (Class<?> each : wovenNow()) {
      if (next == null || !next.woven.contains(each)) {
        retransform(each);
        boot.reset(boot.places(each));
      }
    }
  }

  private List<Class<?>> wovenNow() {
    synchronized (woven) {
      return new ArrayList<>(woven);
    }
  }

  private byte @Nullable [] weave(
      String internalName, ClassLoader loader, @Nullable Class<?> loaded, byte[] classFile) {
    boolean mapped = plans.maps(internalName);
    if (!mapped && !reads(internalName, classFile)) {
      return null;
    }
    String name = internalName.replace('/', '.');
    if (!boot.visibleTo(loader)) {
      throw new IllegalStateException("its class loader hides java.lang.Zkwire*");
    }
    Plan plan = mapped ? plans.of(internalName, loader, classFile) : null;
    List<WiringModel> read = plans.visibleTo(loader);
    byte[] out = null;
    if (!read.isEmpty() || (plan != null && plan.weaves())) {
      out = weaver.weave(name, ClassFileLocator.ForClassLoader.of(loader), classFile, plan, read);
    }
    if (plan != null) {
      ledger.woven(plan);
      discovery.expect(name, loaded);
    }
    if (loaded != null) {
      woven.add(loaded);
    }
    return out;
  }

  private boolean reads(String internalName, byte[] classFile) {
    Set<String> fields = plans.readableBy(internalName);
    return !fields.isEmpty() && FieldRefs.any(classFile, fields);
  }

  /** What the JVM calls with each class that is loaded or woven again. */
  private final class Transformer implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable Module module,
        @Nullable ClassLoader loader,
        @Nullable String internalName,
        @Nullable Class<?> loaded,
        @Nullable ProtectionDomain domain,
        byte[] classFile) {
      if (internalName == null || loader == null || stopped || own(loader)) {
        return null;
      }
      try {
        return weave(internalName, loader, loaded, classFile);
      } catch (Throwable e) { // whatever it is, the application's class is loaded as it is
        ledger.failed(internalName.replace('/', '.'), e);
        return null;
      }
    }
  }
}
