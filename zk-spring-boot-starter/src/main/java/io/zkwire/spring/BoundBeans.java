package io.zkwire.spring;

import io.zkwire.runtime.Binding;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Binds beans in two steps. Before {@code @PostConstruct} a bean has its values and handles; after
 * {@code @ConfigurationProperties} were bound, which thereby give the defaults. What others see of
 * it and what calls it begins with the life cycle, or at once for a bean that is made later.
 * Thread-safe.
 */
final class BoundBeans implements DestructionAwareBeanPostProcessor, PriorityOrdered {

  private final ObjectProvider<ZkWire> source;
  private final IdentityHashMap<Object, String> waiting = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Binding> bound = new IdentityHashMap<>();
  private final List<Object> order = new ArrayList<>();
  private boolean started;

  BoundBeans(ObjectProvider<ZkWire> source) {
    this.source = source;
  }

  /** Directly after the properties of a bean are bound, which has the order HIGHEST + 1. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 2;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (Wired.is(bean)) {
      Binding binding = source.getObject().prepare(bean);
      synchronized (bound) {
        bound.put(bean, binding);
      }
    }
    return bean;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (Wired.is(bean)) {
      synchronized (bound) {
        if (!started) {
          waiting.put(bean, name);
          order.add(bean);
          return bean;
        }
      }
      complete(bean, name);
    }
    return bean;
  }

  /** The context has started: completes what waits, in the order in which the beans were made. */
  void start() {
    while (true) {
      Object bean;
      String name;
      synchronized (bound) {
        if (order.isEmpty()) {
          started = true;
          return;
        }
        bean = order.remove(0);
        name = waiting.remove(bean);
      }
      if (name != null) {
        complete(bean, name);
      }
    }
  }

  private void complete(Object bean, String name) {
    Binding binding = BeanFailures.naming(name, () -> source.getObject().bind(bean));
    synchronized (bound) {
      bound.put(bean, binding);
    }
  }

  /** Whether a bean has been bound, or will be. */
  boolean knows(Object bean) {
    synchronized (bound) {
      return bound.containsKey(bean);
    }
  }

  @Override
  public boolean requiresDestruction(Object bean) {
    return Wired.is(bean);
  }

  @Override
  public void postProcessBeforeDestruction(Object bean, String name) {
    Binding binding;
    synchronized (bound) {
      waiting.remove(bean);
      binding = bound.remove(bean);
    }
    close(binding);
  }

  private static void close(@Nullable Binding binding) {
    if (binding != null) {
      binding.close();
    }
  }
}
