package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.BindingException;
import io.zkwire.runtime.spi.GuardSite;
import io.zkwire.runtime.spi.Guarded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnaskedOverridesTest {

  static class Job {
    void run() {}

    void other() {}
  }

  /** As the annotation processor writes it. */
  static class Job_ZkGuarded extends Job implements Guarded {
    @Override
    void run() {}

    @Override
    public @Nullable GuardSite zkGuardSite(String method) {
      return null;
    }
  }

  static class Overriding extends Job_ZkGuarded {
    @Override
    void run() {}
  }

  static class Below extends Overriding {}

  static class Harmless extends Job_ZkGuarded {
    @Override
    void other() {}

    void run(int times) {}
  }

  @Test
  void anOverrideOfAGuardedMethodOfAGeneratedSubclassIsRefused() {
    for (Class<?> type : new Class<?>[] {Overriding.class, Below.class}) {
      assertThatThrownBy(() -> UnaskedOverrides.refuse(type))
          .isInstanceOf(BindingException.class)
          .hasMessageStartingWith(
              "[ZK-GUARD-20] " + Overriding.class.getName() + ".run() overrides")
          .hasMessageContaining(Job_ZkGuarded.class.getName() + ".run(), which asks its guard");
    }
  }

  @Test
  void otherSubclassesOfItAreNot() {
    assertThatCode(() -> UnaskedOverrides.refuse(Job_ZkGuarded.class)).doesNotThrowAnyException();
    assertThatCode(() -> UnaskedOverrides.refuse(Harmless.class)).doesNotThrowAnyException();
  }
}
