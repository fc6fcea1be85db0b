package io.zkwire.spring.test;

import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Leaves out components that zkwire does not bind, and starts a server inside the JVM. Equal for
 * equal properties, so that contexts are shared.
 *
 * @param properties those of the annotation
 */
record Slice(List<String> properties) implements ContextCustomizer {

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration merged) {
    if (!context.getEnvironment().containsProperty("zkwire.embedded")) {
      TestPropertyValues.of("zkwire.embedded=true").applyTo(context);
    }
    TestPropertyValues.of(properties).applyTo(context);
    context.getBeanFactory().registerSingleton("zkWireSlice", new OnlyWired());
  }
}
