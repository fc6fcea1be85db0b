package io.zkwire.agent.mapping;

import io.zkwire.ConfigChange;
import io.zkwire.runtime.spi.ConfigListenerSpec;
import io.zkwire.runtime.spi.Spec;
import org.jspecify.annotations.Nullable;

/**
 * A method that is told of changes of a key that a field of its class follows.
 *
 * @param key the key
 */
record ConfigListener(String key) implements MethodWish {

  private static final String CHANGE = "(" + ConfigChange.class.descriptorString() + ")";

  static MethodWish read(Section entry) {
    return new ConfigListener(entry.needed("on-config-change"));
  }

  @Override
  public String refusal(MethodShape method) {
    return method.parameters() <= 2
        ? ""
        : "a method that is told of a change takes nothing, the new value, or the old and the new";
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape shape, Answer answer) {
    boolean whole = shape.descriptor().startsWith(CHANGE);
    if (whole) {
      OwnTypes.require(ConfigChange.class, to.method(shape.signature()).getParameterTypes()[0]);
    }
    int parameters = shape.parameters();
    ConfigListenerSpec.Call<Carried, Object> call =
        (carried, change) ->
            carried.call(shape, whole ? new Object[] {change} : arguments(change, parameters));
    return ConfigListenerSpec.onChange(key, shape.name(), call);
  }

  private static @Nullable Object[] arguments(ConfigChange<Object> change, int parameters) {
    return switch (parameters) {
      case 0 -> new Object[0];
      case 1 -> new @Nullable Object[] {change.newValue()};
      default -> new @Nullable Object[] {change.oldValue(), change.newValue()};
    };
  }
}
