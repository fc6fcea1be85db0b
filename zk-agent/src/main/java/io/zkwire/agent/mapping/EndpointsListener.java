package io.zkwire.agent.mapping;

import io.zkwire.EndpointsChange;
import io.zkwire.runtime.spi.EndpointsListenerSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.List;

/**
 * A method that is told when the endpoints of a domain have changed.
 *
 * @param domain the domain
 */
record EndpointsListener(String domain) implements MethodWish {

  private static final String CHANGE =
      "(L" + EndpointsChange.class.getName().replace('.', '/') + ";)";

  static MethodWish read(Section entry) {
    return new EndpointsListener(entry.needed("on-endpoints-change"));
  }

  @Override
  public String refusal(MethodShape method) {
    return method.descriptor().startsWith("()") || method.descriptor().startsWith(CHANGE)
        ? ""
        : "a method that is told of endpoints has no parameters";
  }

  @Override
  public boolean guards() {
    return false;
  }

  @Override
  public List<Integer> arguments() {
    return List.of();
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape shape, Answer answer) {
    boolean told = shape.parameters() == 1;
    if (told && to.method(shape.signature()).getParameterTypes()[0] != EndpointsChange.class) {
      throw new IllegalArgumentException(
          "the application brings its own io.zkwire.EndpointsChange, which the agent cannot make");
    }
    EndpointsListenerSpec.Call<Carried> call =
        (carried, change) -> carried.call(shape, told ? new Object[] {change} : new Object[0]);
    return EndpointsListenerSpec.onChange(domain, shape.name(), call);
  }
}
