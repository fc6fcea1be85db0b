package io.zkwire.agent.mapping;

import io.zkwire.EndpointsChange;
import io.zkwire.runtime.spi.EndpointsListenerSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.function.Function;

/**
 * A method that is told when the endpoints of a domain have changed.
 *
 * @param domain the domain
 */
record EndpointsListener(String domain) implements ToldMethod {

  static MethodWish read(Section entry) {
    return new EndpointsListener(entry.needed("on-endpoints-change"));
  }

  @Override
  public Class<?> value() {
    return EndpointsChange.class;
  }

  @Override
  public String what() {
    return "endpoints";
  }

  @Override
  public Spec<Carried> telling(MethodShape method, Function<Object, Object[]> arguments) {
    return EndpointsListenerSpec.onChange(
        domain, method.name(), (carried, change) -> carried.call(method, arguments.apply(change)));
  }
}
