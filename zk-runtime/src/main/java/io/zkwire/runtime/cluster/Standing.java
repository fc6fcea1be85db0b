package io.zkwire.runtime.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Tells when a member of this process stands. Thread-safe. */
final class Standing {

  private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

  /** From now on a listener is told of each group and id, on ZooKeeper's event thread. */
  void listen(BiConsumer<String, String> listener) {
    listeners.add(listener);
  }

  void tell(OwnMember member) {
    listeners.forEach(listener -> listener.accept(member.group(), member.id()));
  }
}
