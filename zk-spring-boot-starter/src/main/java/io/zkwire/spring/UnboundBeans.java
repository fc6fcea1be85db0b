package io.zkwire.spring;

import io.zkwire.BindingException;
import io.zkwire.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Finds annotated beans that no post-processor of ours has seen: nothing would wire them. */
final class UnboundBeans {

  private UnboundBeans() {}

  /**
   * Refuses a bean that is annotated and not bound.
   *
   * @param factory whose beans; not those of its parents
   * @param beans who has seen them
   * @throws BindingException ZK-SPRING-20
   */
  static void refuse(ConfigurableListableBeanFactory factory, BoundBeans beans) {
    for (String name : factory.getSingletonNames()) {
      Object target = target(factory.getSingleton(name));
      if (target != null && Wired.is(target) && !beans.knows(target)) {
        String type = target.getClass().getName();
        throw new BindingException(
            ErrorCode.SPRING_BEAN,
            type,
            "the bean '" + name + "' of " + type + " was made without zkwire, so nothing binds it",
            "A bean that a BeanPostProcessor or BeanFactoryPostProcessor needs is made too early:"
                + " inject it there lazily, with ObjectProvider. An object given to"
                + " registerSingleton is to be bound with zk.bind, or registered as a definition",
            null);
      }
    }
  }

  private static @Nullable Object target(@Nullable Object bean) {
    Object target = bean == null ? null : AopProxyUtils.getSingletonTarget(bean);
    return target != null ? target : bean;
  }
}
