package io.zkwire.runtime.config;

import io.zkwire.ConfigChange;
import io.zkwire.Versioned;
import io.zkwire.runtime.session.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * One listener of a slot. Changes that come while it has not yet been called are told as one, from
 * the first value to the last, so that a slow listener never has a queue of its own. Thread-safe.
 */
final class SlotListener<V> {

  private final Slot<V> slot;
  private final String name;
  private final Call<V> call;
  private @Nullable Versioned<V> from;

  SlotListener(Slot<V> slot, String name, Call<V> call) {
    this.slot = slot;
    this.name = name;
    this.call = call;
  }

  /** A call of the application's code. */
  @FunctionalInterface
  interface Call<V> {
    void changed(ConfigChange<V> change) throws Throwable;
  }

  /** The value was another one before: tell it soon. */
  void announce(Versioned<V> before, Mailbox mailbox) {
    synchronized (this) {
      if (from != null) {
        return;
      }
      from = before;
    }
    mailbox.post(name, this::tell);
  }

  private void tell() throws Throwable {
    Versioned<V> before;
    Versioned<V> now;
    synchronized (this) {
      before = from;
      from = null;
      now = slot.current();
    }
    if (before != null && !Slot.same(before.value(), now.value())) {
      call.changed(new ConfigChange<>(slot.key(), before, now));
    }
  }
}
