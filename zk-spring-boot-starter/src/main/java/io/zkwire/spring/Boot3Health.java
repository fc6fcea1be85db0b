package io.zkwire.spring;

import io.zkwire.runtime.ZkWire;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * The health of a connection in Spring Boot 3. Its types cannot be compiled against beside those of
 * Spring Boot 4, which have the same coordinates; they are three: the indicator, the health and its
 * builder.
 */
final class Boot3Health implements ImportBeanDefinitionRegistrar, BeanFactoryAware {

  static final String INDICATOR = "org.springframework.boot.actuate.health.HealthIndicator";
  private static final String HEALTH = "org.springframework.boot.actuate.health.Health";

  private @Nullable BeanFactory beans;

  @Override
  public void setBeanFactory(BeanFactory beanFactory) {
    beans = beanFactory;
  }

  @Override
  public void registerBeanDefinitions(AnnotationMetadata of, BeanDefinitionRegistry registry) {
    BeanFactory factory = beans;
    if (factory == null || registry.containsBeanDefinition("zkwireHealthIndicator")) {
      return;
    }
    Class<?> type = load(INDICATOR);
    RootBeanDefinition definition = new RootBeanDefinition();
    definition.setBeanClass(type);
    definition.setInstanceSupplier(() -> indicator(type, factory));
    registry.registerBeanDefinition("zkwireHealthIndicator", definition);
  }

  private static Object indicator(Class<?> type, BeanFactory beans) {
    ZkWire zk = beans.getBean(ZkWire.class);
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        handler(zk, beans.getBeanProvider(PropertiesFollower.class)));
  }

  private static InvocationHandler handler(
      ZkWire zk, ObjectProvider<PropertiesFollower> properties) {
    return (proxy, method, arguments) ->
        switch (method.getName()) {
          case "health", "getHealth" -> health(HealthReport.of(zk, properties));
          case "toString" -> "health of zkwire";
          case "hashCode" -> System.identityHashCode(proxy);
          case "equals" -> proxy == arguments[0];
          default -> InvocationHandler.invokeDefault(proxy, method, arguments);
        };
  }

  private static Object health(HealthReport report) throws ReflectiveOperationException {
    Class<?> health = load(HEALTH);
    Object builder = call(health.getMethod(report.up() ? "up" : "down"), health);
    Class<?> type = builder.getClass();
    call(type.getMethod("withDetails", Map.class), builder, report.details());
    return call(type.getMethod("build"), builder);
  }

  private static Object call(Method method, Object on, Object... arguments)
      throws ReflectiveOperationException {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("Spring Boot's " + method + " failed", e.getCause());
    }
  }

  private static Class<?> load(String name) {
    return ClassUtils.resolveClassName(name, Boot3Health.class.getClassLoader());
  }
}
