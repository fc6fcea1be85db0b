package io.zkwire.runtime.spi;

import org.jspecify.annotations.Nullable;

/**
 * Lets the call of an overridden method pass that comes from the override, which has asked already:
 * a permit must not be taken twice. Every other call asks. Thread-safe.
 */
final class HandOver {

  private static final Passage NOTHING = () -> {};

  /** Where this thread is about to call the method that is overridden. */
  private static final ThreadLocal<@Nullable GuardSite> EXPECTED = new ThreadLocal<>();

  private final GuardSite site;

  HandOver(GuardSite site) {
    this.site = site;
  }

  /** The next call of this thread at this site is that of the overridden method. */
  void expect() {
    EXPECTED.set(site);
  }

  /** A guard that lets that call pass, and passes all others on. */
  Guard to(Guard asked) {
    return new Guard() {
      @Override
      public @Nullable Passage enter(Object[] arguments) {
        if (isExpected()) {
          return NOTHING;
        }
        Passage passage = asked.enter(arguments);
        return passage == null ? null : new Handed(passage);
      }

      @Override
      public RuntimeException refusal() {
        return asked.refusal();
      }
    };
  }

  /** What was expected and did not come ends with the call that expected it. */
  private final class Handed implements Passage {
    private final Passage passage;

    Handed(Passage passage) {
      this.passage = passage;
    }

    @Override
    public void leave() {
      isExpected();
      passage.leave();
    }

    @Override
    public void accept(Throwable thrown) {
      passage.accept(thrown);
    }
  }

  private boolean isExpected() {
    if (EXPECTED.get() != site) {
      return false;
    }
    EXPECTED.remove();
    return true;
  }
}
