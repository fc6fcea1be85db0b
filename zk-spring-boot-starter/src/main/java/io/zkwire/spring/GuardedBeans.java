package io.zkwire.spring;

import io.zkwire.runtime.spi.Bindings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Puts the generated subclass, whose methods ask their guards, in place of each bean class that has
 * one. It has the same constructors with the same annotations, so injection stays as it was. A
 * woven class asks by itself and is left alone. Works also where zkwire is switched off: then
 * guarded methods refuse to run rather than run unguarded.
 */
final class GuardedBeans
    implements BeanDefinitionRegistryPostProcessor, BeanClassLoaderAware, Ordered {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedBeans.class);

  private @Nullable ClassLoader loader;

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public void setBeanClassLoader(ClassLoader classLoader) {
    loader = classLoader;
  }

  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
    for (String name : registry.getBeanDefinitionNames()) {
      replace(name, registry.getBeanDefinition(name));
    }
  }

  /** Once more, for those that were registered after us. */
  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
    for (String name : factory.getBeanDefinitionNames()) {
      replace(name, factory.getBeanDefinition(name));
    }
  }

  private void replace(String name, BeanDefinition definition) {
    if (!(definition instanceof AbstractBeanDefinition made)
        || made.getFactoryMethodName() != null
        || made.getInstanceSupplier() != null) {
      return; // not made by its constructor: binding it finds out what it is
    }
    Class<?> type = type(made);
    if (type == null || !Wired.is(type)) {
      return;
    }
    Class<?> guarded = Bindings.guarded(type);
    if (guarded != type) {
      made.setBeanClass(guarded);
      LOG.debug("the bean '{}' is made of {}", name, guarded.getName());
    }
  }

  private @Nullable Class<?> type(AbstractBeanDefinition definition) {
    if (definition.hasBeanClass()) {
      return definition.getBeanClass();
    }
    String name = definition.getBeanClassName();
    if (name == null || name.startsWith("org.springframework.")) {
      return null;
    }
    try {
      return ClassUtils.forName(name, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      LOG.debug("{} cannot be loaded, which Spring reports where it is needed", name, e);
      return null;
    }
  }
}
