package io.zkwire.console.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is computed once until that changes which it is computed from. */
class DerivedTest {

  private final List<String> read = new ArrayList<>();
  private String source = "old";
  private boolean changesMeanwhile;

  private final Derived<String> derived = new Derived<>(this::read);

  private String read() {
    String found = source;
    read.add(found);
    if (changesMeanwhile) {
      source = "new";
      derived.forget();
    }
    return found;
  }

  @Test
  void isComputedOnceUntilItIsForgotten() {
    assertThat(List.of(derived.get(), derived.get())).containsOnly("old");
    assertThat(read).hasSize(1);
    source = "new";
    derived.forget();
    assertThat(derived.get()).isEqualTo("new");
  }

  /** Regression: a catalog without a new manifest was kept, and so its secrets were shown. */
  @Test
  void whatChangedWhileItWasComputedIsNotKept() {
    changesMeanwhile = true;
    assertThat(derived.get()).isEqualTo("old");
    changesMeanwhile = false;
    assertThat(derived.get()).isEqualTo("new");
  }
}
