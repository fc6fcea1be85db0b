package io.zkwire.runtime.config;

import io.zkwire.ConfigVersion;
import io.zkwire.runtime.config.Transaction.Change;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands at a path before it is changed.
 *
 * @param change what is to be done there
 * @param node the node, or null where there is none
 * @param kept its history, or null where there is or shall be none
 */
record Before(Change change, @Nullable Node node, @Nullable Listing kept) {

  /** The numbers of the revisions that are kept, in their order. */
  List<Long> revisions() {
    return History.numbers(kept);
  }

  /** The version that stands. */
  ConfigVersion version() {
    return node == null || node.data() == null
        ? ConfigVersion.ABSENT
        : new ConfigVersion(node.stat().getMzxid(), node.stat().getVersion());
  }

  /** Refuses a change that expects another version. */
  void compare() {
    ConfigVersion expected = change.expected();
    if (expected != null && !expected.equals(version())) {
      throw Transaction.conflict(change, version());
    }
  }

  /** Whether anything is left in the history that the change was made. */
  boolean recorded() {
    return !change.structural()
        && (change.bytes() != null || !version().equals(ConfigVersion.ABSENT));
  }

  /** Whether the change creates the node. */
  boolean creates() {
    return node == null && (change.bytes() != null || change.structural());
  }

  /**
   * The version that stands once the change was made.
   *
   * @param zxid the transaction that made it
   * @param behind how many writes the node that was read is behind
   */
  ConfigVersion after(long zxid, int behind) {
    if (change.structural()) {
      return node == null
          ? new ConfigVersion(zxid, 0)
          : new ConfigVersion(node.stat().getMzxid(), node.stat().getVersion());
    }
    if (change.bytes() == null) {
      return ConfigVersion.ABSENT;
    }
    return new ConfigVersion(zxid, node == null ? 0 : node.stat().getVersion() + behind);
  }
}
