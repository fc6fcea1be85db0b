package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.LineListenerSpec;
import io.zkwire.runtime.spi.Spec;

/**
 * A method that is told that this process goes off line, or is on line again.
 *
 * @param online which of the two
 */
record LineListener(boolean online) implements MethodWish {

  static MethodWish read(Section entry, boolean online) {
    String key = online ? "on-online" : "on-offline";
    if (!entry.truth(key)) {
      entry.wrong(key, "it is not true", "Write " + key + ": true, or leave it out");
    }
    return new LineListener(online);
  }

  @Override
  public String refusal(MethodShape method) {
    return method.parameters() == 0 ? "" : "a method that is told of it has no parameters";
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape shape, Answer answer) {
    LineListenerSpec.Call<Carried> call = carried -> carried.call(shape);
    return new LineListenerSpec<>(shape.name(), online, call);
  }
}
