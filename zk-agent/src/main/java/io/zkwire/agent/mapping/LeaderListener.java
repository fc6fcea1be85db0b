package io.zkwire.agent.mapping;

import io.zkwire.FencingToken;
import io.zkwire.runtime.spi.LeaderListenerSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.function.Function;

/**
 * A method that is told when this process begins, or no longer goes on, to lead.
 *
 * @param role the role
 * @param leads which of the two
 */
record LeaderListener(String role, boolean leads) implements ToldMethod {

  static MethodWish read(Section entry, boolean leads) {
    return new LeaderListener(entry.needed(leads ? "on-leader" : "on-follower"), leads);
  }

  @Override
  public Class<?> value() {
    return FencingToken.class;
  }

  @Override
  public String what() {
    return "leadership";
  }

  @Override
  public Spec<Carried> telling(MethodShape method, Function<Object, Object[]> arguments) {
    return new LeaderListenerSpec<>(
        method.name(),
        role,
        leads,
        (carried, token) -> carried.call(method, arguments.apply(token)));
  }
}
