package io.zkwire.spring;

import io.zkwire.Live;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConstructorBound;
import org.springframework.boot.context.properties.bind.BindMethod;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Beside each {@code @ConfigurationProperties} bean that is bound by its constructor, such as a
 * record, gives a {@code Live} of it to whoever injects one. Nothing is made for one that nobody
 * injects.
 */
final class LiveRecords implements BeanDefinitionRegistryPostProcessor, Ordered {

  private static final String PREFIX = "zkwire.live.";

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
    // once all are there
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
    if (!(factory instanceof BeanDefinitionRegistry registry)) {
      return;
    }
    for (String name : factory.getBeanDefinitionNames()) {
      Class<?> type =
          BindMethod.VALUE_OBJECT.equals(
                  factory.getBeanDefinition(name).getAttribute(BindMethod.class.getName()))
              ? factory.getType(name, false)
              : null;
      if (type != null && !registry.containsBeanDefinition(PREFIX + name)) {
        registry.registerBeanDefinition(PREFIX + name, definition(factory, name, type));
      }
    }
  }

  private static <T> RootBeanDefinition definition(
      ConfigurableListableBeanFactory factory, String name, Class<T> type) {
    RootBeanDefinition definition = new RootBeanDefinition(Live.class);
    definition.setTargetType(ResolvableType.forClassWithGenerics(Live.class, type));
    definition.setInstanceSupplier(() -> live(factory, name, type));
    definition.setLazyInit(true);
    return definition;
  }

  private static <T> Live<T> live(
      ConfigurableListableBeanFactory factory, String name, Class<T> type) {
    T first = factory.getBean(name, type);
    PropertiesFollower follower =
        factory.getBeanProvider(PropertiesFollower.class).getIfAvailable();
    return follower == null // without ZooKeeper nothing changes
        ? Live.of(first)
        : follower.follow(
            prefix(type), first, () -> type.cast(ConstructorBound.from(factory, name, type)));
  }

  private static String prefix(Class<?> type) {
    return MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY)
        .get(ConfigurationProperties.class)
        .getString("prefix");
  }
}
