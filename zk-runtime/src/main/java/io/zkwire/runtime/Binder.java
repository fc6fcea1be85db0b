package io.zkwire.runtime;

import io.zkwire.BindingException;
import io.zkwire.ErrorCode;
import io.zkwire.Registration;
import io.zkwire.runtime.session.Beginning;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.CommandsSpec;
import io.zkwire.runtime.spi.ConfigListenerSpec;
import io.zkwire.runtime.spi.ConfigSpec;
import io.zkwire.runtime.spi.DiscoverSpec;
import io.zkwire.runtime.spi.GlobalIdSpec;
import io.zkwire.runtime.spi.MembersSpec;
import io.zkwire.runtime.spi.ProgressBoardSpec;
import io.zkwire.runtime.spi.QueueSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds objects: collects the specs of their classes and hands them to the features. Thread-safe.
 */
final class Binder {

  /** What concerns an object alone: nobody sees it, and nothing calls the object but listeners. */
  private static final Set<Class<?>> OWN =
      Set.of(
          ConfigSpec.class,
          ConfigListenerSpec.class,
          GlobalIdSpec.class,
          QueueSpec.class,
          CommandsSpec.class,
          DiscoverSpec.class,
          MembersSpec.class,
          ProgressBoardSpec.class);

  private final Session session;
  private final List<Feature> features;
  private final IdentityHashMap<Object, ObjectBinding> bound = new IdentityHashMap<>();

  Binder(Session session, List<Feature> features) {
    this.session = session;
    this.features = features;
  }

  /** Gives an object its values and handles, and leaves the rest to {@link #bind}. */
  Binding prepare(Object object) {
    return tie(object, false);
  }

  Binding bind(Object object) {
    return tie(object, true);
  }

  private Binding tie(Object object, boolean wholly) {
    session.requireOpen();
    ObjectBinding binding;
    synchronized (bound) {
      binding = bound.computeIfAbsent(object, ObjectBinding::new);
    }
    try {
      binding.begin(wholly);
      return binding;
    } catch (RuntimeException | Error e) {
      binding.close();
      throw e;
    }
  }

  void close() {
    all().forEach(Binding::close);
  }

  /** The ties that are there. */
  List<Binding> all() {
    synchronized (bound) {
      return List.copyOf(bound.values());
    }
  }

  /** The tie of one object. */
  private final class ObjectBinding implements Binding {
    private final Object target;
    private final Mailbox mailbox;
    private final List<Registration> parts = new ArrayList<>();
    private final List<Registration> prepared = new ArrayList<>();
    private @Nullable List<Spec<?>> left; // what is not fulfilled yet; null before anything is
    private @Nullable RuntimeException failure;
    private volatile boolean closed;

    ObjectBinding(Object target) {
      this.target = target;
      this.mailbox = session.mailbox(Bindings.name(target));
    }

    /** Whoever binds the same object meanwhile waits until it is bound. */
    synchronized void begin(boolean wholly) {
      if (failure != null) {
        throw failure;
      }
      try {
        if (left == null) {
          left = specs();
          if (!wholly) {
            left = prepared(left);
          }
        }
        if (wholly && !left.isEmpty()) {
          start(left);
          left = List.of();
        }
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
    }

    /** Fulfils what concerns the object alone, and returns the rest. */
    private List<Spec<?>> prepared(List<Spec<?>> specs) {
      List<Spec<?>> own = specs.stream().filter(s -> OWN.contains(s.getClass())).toList();
      fulfil(own);
      return specs.stream().filter(s -> !OWN.contains(s.getClass())).toList();
    }

    private void start(List<Spec<?>> specs) {
      Registration guards = Guards.bind(target, specs, features, session.options().tracer());
      if (guards != null) {
        parts.add(guards);
      }
      for (Feature feature : features) {
        Registration part = feature.prepare(specs);
        if (part != null) {
          prepared.add(part);
        }
      }
      fulfil(specs);
    }

    private void fulfil(List<Spec<?>> specs) {
      List<Registration> added = new ArrayList<>();
      for (Feature feature : features) {
        Registration part = feature.bind(target, specs, mailbox);
        if (part != null) {
          parts.add(feature.goesFirst() ? 0 : parts.size(), part);
          added.add(part);
        }
      }
      for (Registration part : added) {
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
