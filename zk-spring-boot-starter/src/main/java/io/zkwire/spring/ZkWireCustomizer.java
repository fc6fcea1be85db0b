package io.zkwire.spring;

import io.zkwire.runtime.ZkWireBuilder;

/**
 * A bean that sets what no property can: converters, an ACL provider, a client of the application's
 * own. Called once, in the order of {@code @Order}, before the connection is made.
 *
 * <pre>{@code
 * @Bean
 * ZkWireCustomizer prices() {
 *   return builder -> builder.converter(Price.class, Price::parse);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface ZkWireCustomizer {

  /**
   * Changes the options.
   *
   * @param builder what the properties have been given to already
   */
  void customize(ZkWireBuilder builder);
}
