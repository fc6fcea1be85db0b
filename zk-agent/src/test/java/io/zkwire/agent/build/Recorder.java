package io.zkwire.agent.build;

import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.GuardSite;
import io.zkwire.runtime.spi.Guarded;
import io.zkwire.runtime.spi.Passage;
import io.zkwire.runtime.spi.StaticSite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A guard that writes down who asks, and lets it pass or not. */
final class Recorder implements Guard {

  final List<String> log = new ArrayList<>();
  boolean open = true;
  int inside;

  /** Binds it where a method of an object asks. */
  Recorder on(Object object, String member) {
    site(object, member).bind(this);
    return this;
  }

  /** Binds it where a static method asks. */
  Recorder on(Class<?> type, String member) {
    Objects.requireNonNull(StaticSite.find(type, member), member).bind(this, this);
    return this;
  }

  static GuardSite site(Object object, String member) {
    return Objects.requireNonNull(((Guarded) object).zkGuardSite(member), member);
  }

  @Override
  public @Nullable Passage enter(Object[] arguments) {
    log.add("asked" + (arguments.length == 0 ? "" : " " + Arrays.toString(arguments)));
    if (!open) {
      return null;
    }
    inside++;
    return () -> inside--;
  }

  @Override
  public RuntimeException refusal() {
    return new IllegalStateException("refused");
  }
}
