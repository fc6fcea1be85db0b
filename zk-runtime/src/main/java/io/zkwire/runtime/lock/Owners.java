package io.zkwire.runtime.lock;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which threads of this process hold one lock, and how often each has taken it. Called under the
 * lock of its line.
 */
final class Owners {

  private final String name;
  private final Map<Thread, Owned> owners = new HashMap<>();

  Owners(String name) {
    this.name = name;
  }

  /** What a thread took first, and how often it has taken it since. */
  private static final class Owned {
    private final Held first;
    private final boolean shared;
    private int count = 1;

    Owned(Held first, boolean shared) {
      this.first = first;
      this.shared = shared;
    }
  }

  /**
   * Takes it once more for a thread that holds it (re-entrant, F4).
   *
   * @return what the thread took first, or null if it holds nothing
   */
  @Nullable Held again(Thread thread, boolean wantShared) {
    Owned owned = owners.get(thread);
    if (owned == null) {
      return null;
    }
    if (!owned.first.hold().valid()) {
      throw owned.first.lost();
    }
    if (owned.shared && !wantShared) {
      throw new ZkWireException(
          ErrorCode.LOCK_CONFLICT,
          "this thread holds '"
              + name
              + "' shared and asks for it exclusively, which would wait for"
              + " itself",
          "Give the shared one back first",
          null);
    }
    owned.count++;
    return owned.first;
  }

  void add(Thread thread, Held first, boolean shared) {
    owners.put(thread, new Owned(first, shared));
  }

  void remove(Thread thread) {
    owners.remove(thread);
  }

  /**
   * Gives one hold of a thread back.
   *
   * @return whether it was the last; not so for one of a grant that is over
   */
  boolean back(Thread thread, Held held) {
    Owned owned = owners.get(thread);
    if (owned == null || owned.first.hold() != held.hold() || --owned.count > 0) {
      return false;
    }
    owners.remove(thread);
    return true;
  }

  boolean isEmpty() {
    return owners.isEmpty();
  }
}
