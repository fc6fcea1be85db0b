package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.MemberStateSpec;
import io.zkwire.runtime.spi.Spec;

/**
 * A method whose result a member tells.
 *
 * @param state what it is called
 */
record StateMethod(String state) implements MethodWish {

  static MethodWish read(Section entry) {
    return new StateMethod(entry.needed("member-state"));
  }

  @Override
  public String refusal(MethodShape method) {
    return method.parameters() > 0 || method.returnsNothing()
        ? "a method that tells a state has no parameters and returns something"
        : "";
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape method, Answer answer) {
    return MemberStateSpec.of(state, method.name(), carried -> carried.result(method));
  }
}
