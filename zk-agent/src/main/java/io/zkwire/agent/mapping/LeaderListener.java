package io.zkwire.agent.mapping;

import io.zkwire.FencingToken;
import io.zkwire.runtime.spi.LeaderListenerSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.List;

/**
 * A method that is told when this process begins, or no longer goes on, to lead.
 *
 * @param role the role
 * @param leads which of the two
 */
record LeaderListener(String role, boolean leads) implements MethodWish {

  private static final String TOKEN = "(L" + FencingToken.class.getName().replace('.', '/') + ";)";

  static MethodWish read(Section entry, boolean leads) {
    return new LeaderListener(entry.needed(leads ? "on-leader" : "on-follower"), leads);
  }

  @Override
  public String refusal(MethodShape method) {
    return method.descriptor().startsWith("()") || method.descriptor().startsWith(TOKEN)
        ? ""
        : "a method that is told of leadership has no parameters";
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
    if (told && to.method(shape.signature()).getParameterTypes()[0] != FencingToken.class) {
      throw new IllegalArgumentException(
          "the application brings its own io.zkwire.FencingToken, which the agent cannot make");
    }
    LeaderListenerSpec.Call<Carried> call =
        (carried, token) -> carried.call(shape, told ? new Object[] {token} : new Object[0]);
    return new LeaderListenerSpec<>(shape.name(), role, leads, call);
  }
}
