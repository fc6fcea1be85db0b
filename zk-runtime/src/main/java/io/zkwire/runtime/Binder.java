package io.zkwire.runtime;

import io.zkwire.BindingException;
import io.zkwire.ErrorCode;
import io.zkwire.Registration;
import io.zkwire.runtime.session.Beginning;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.Spec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds objects: collects the specs of their classes and hands them to the features. Thread-safe.
 */
final class Binder {

  private final Session session;
  private final List<Feature> features;
  private final IdentityHashMap<Object, ObjectBinding> bound = new IdentityHashMap<>();

  Binder(Session session, List<Feature> features) {
    this.session = session;
    this.features = features;
  }

  Binding bind(Object object) {
    session.requireOpen();
    ObjectBinding binding;
    synchronized (bound) {
      binding = bound.computeIfAbsent(object, ObjectBinding::new);
    }
    try {
      binding.startOnce();
      return binding;
    } catch (RuntimeException | Error e) {
      binding.close();
      throw e;
    }
  }

  void close() {
    List<ObjectBinding> all;
    synchronized (bound) {
      all = List.copyOf(bound.values());
    }
    all.forEach(ObjectBinding::close);
  }

  /** The tie of one object. */
  private final class ObjectBinding implements Binding {
    private final Object target;
    private final Mailbox mailbox;
    private final List<Registration> parts = new ArrayList<>();
    private final List<Registration> prepared = new ArrayList<>();
    private boolean started;
    private @Nullable RuntimeException failure;
    private volatile boolean closed;

    ObjectBinding(Object target) {
      this.target = target;
      this.mailbox = session.mailbox(Bindings.name(target));
    }

    /** Whoever binds the same object meanwhile waits until it is bound. */
    synchronized void startOnce() {
      if (failure != null) {
        throw failure;
      }
      if (!started) {
        started = true;
        try {
          start();
        } catch (RuntimeException e) {
          failure = e;
          throw e;
        }
      }
    }

    private void start() {
      List<Spec<?>> specs = specs();
      Registration guards = Guards.bind(target, specs, features);
      if (guards != null) {
        parts.add(guards);
      }
      for (Feature feature : features) {
        Registration part = feature.prepare(specs);
        if (part != null) {
          prepared.add(part);
        }
      }
      for (Feature feature : features) {
        Registration part = feature.bind(target, specs, mailbox);
        if (part != null) {
          parts.add(feature.goesFirst() ? 0 : parts.size(), part);
        }
      }
      for (Registration part : List.copyOf(parts)) {
        if (part instanceof Beginning beginning) {
          beginning.begin();
        }
      }
    }

    private List<Spec<?>> specs() {
      List<Spec<?>> specs =
          target instanceof Class<?> type
              ? ClassSpecs.ofStaticMethods(type, session)
              : ClassSpecs.of(target, session);
      if (specs.isEmpty()) {
        String type = Bindings.written(target).getName();
        boolean isClass = target instanceof Class<?>;
        throw new BindingException(
            ErrorCode.BIND_NOTHING,
            type,
            type
                + (isClass
                    ? " has no static method whose guard is woven into it"
                    : " has no annotation of zkwire"),
            isClass
                ? "Bind an object of the class; or guard static methods, and weave its module"
                : "Annotate what it wants, such as a field with @ZkConfig",
            null);
      }
      return specs;
    }

    @Override
    public Object target() {
      return target;
    }

    @Override
    public boolean closed() {
      return closed;
    }

    @Override
    public void close() {
      synchronized (bound) {
        if (closed) {
          return;
        }
        closed = true;
        bound.remove(target);
      }
      mailbox.close();
      endParts();
    }

    /** Waits for a start that is under way, so that nothing is added after the end. */
    private synchronized void endParts() {
      parts.forEach(Registration::close);
      parts.clear();
      prepared.forEach(Registration::close);
      prepared.clear();
    }
  }
}
