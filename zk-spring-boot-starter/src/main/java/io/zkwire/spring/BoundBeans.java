package io.zkwire.spring;

import io.zkwire.runtime.Binding;
import io.zkwire.runtime.ZkWire;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
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
  private final IdentityHashMap<Object, Binding> bound = new IdentityHashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean started;

  /** A bean that begins with the life cycle. */
  private record Waiting(Object bean, String name) {}

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
          waiting.add(new Waiting(bean, name));
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
      Waiting next;
      synchronized (bound) {
        next = waiting.poll();
        if (next == null) {
          started = true;
          return;
        }
      }
      complete(next.bean(), next.name());
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
      waiting.removeIf(each -> each.bean() == bean);
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
