package io.zkwire.runtime.endpoint;

import io.zkwire.Endpoint;
import io.zkwire.EndpointPicker;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one handle sees and chooses among at a moment. Thread-safe; the list never changes. */
final class View {

  static final View NONE = new View(List.of(), List.of(), hash -> 0, false);

  private final List<Endpoint> list;
  private final BackendState[] candidates;
  private final EndpointPicker picker;
  private final boolean ownStrategy;
  private volatile @Nullable EndpointPicker keyed;
  private volatile @Nullable List<InetSocketAddress> addresses;

  /**
   * A view.
   *
   * @param list all endpoints
   * @param candidates those that may be chosen
   * @param picker chooses
   * @param ownStrategy whether the picker knows what to do with keys
   */
  View(
      List<Endpoint> list,
      List<BackendState> candidates,
      EndpointPicker picker,
      boolean ownStrategy) {
    this.list = list;
    this.candidates = candidates.toArray(BackendState[]::new);
    this.picker = picker;
    this.ownStrategy = ownStrategy;
  }

  List<Endpoint> list() {
    return list;
  }

  /** Chooses; null if there is none. */
  @Nullable BackendState pick(long random) {
    return at(picker, random);
  }

  /** Chooses by a key; null if there is none. */
  @Nullable BackendState pick(CharSequence key) {
    return candidates.length == 0 ? null : at(keyed(), Hashes.of(key));
  }

  private @Nullable BackendState at(EndpointPicker chooser, long hash) {
    BackendState[] all = candidates;
    if (all.length == 0) {
      return null;
    }
    int index = chooser.pick(hash);
    return all[index >= 0 && index < all.length ? index : 0];
  }

  /** The table is made for the first key only. */
  private EndpointPicker keyed() {
    EndpointPicker known = keyed;
    if (known == null) {
      known = ownStrategy ? picker : new Maglev(List.of(candidates));
      keyed = known;
    }
    return known;
  }

  List<InetSocketAddress> addresses() {
    List<InetSocketAddress> known = addresses;
    if (known == null) {
      known = list.stream().map(Endpoint::socketAddress).toList();
      addresses = known;
    }
    return known;
  }
}
