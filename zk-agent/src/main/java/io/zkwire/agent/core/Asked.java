package io.zkwire.agent.core;

import io.zkwire.runtime.spi.GuardSite;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of one method of one class, whichever object is called. Immutable.
 *
 * @param site whom it asks
 */
record Asked(GuardSite site)
    implements BiFunction<@Nullable Object, Object @Nullable [], @Nullable Object> {

  @Override
  public @Nullable Object apply(@Nullable Object owner, Object @Nullable [] arguments) {
    return arguments == null ? site.enter() : site.enter(arguments);
  }
}
