package io.zkwire.spring.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/** Narrows the context of a test with {@link ZkWireTest}. */
final class SliceFactory implements ContextCustomizerFactory {

  SliceFactory() {}

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
    return MergedAnnotations.from(testClass, SearchStrategy.TYPE_HIERARCHY)
            .isPresent(ZkWireTest.class)
        ? new Slice(properties(testClass))
        : null;
  }

  private static List<String> properties(Class<?> testClass) {
    return List.of(
        MergedAnnotations.from(testClass, SearchStrategy.TYPE_HIERARCHY)
            .get(ZkWireTest.class)
            .getStringArray("properties"));
  }
}
