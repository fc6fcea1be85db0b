package io.zkwire.runtime.queue;

/**
 * A claim that was asked for. Immutable.
 *
 * @param candidate the item as it was read
 * @param consumer who wants it
 * @param tried what the item's node holds once it is claimed, one version further
 * @param token what the node of the claim holds
 * @param round how often the consumer had let go before
 */
record Attempt(Candidate candidate, Consumer consumer, StoredItem tried, String token, int round) {

  boolean triedBefore() {
    return candidate.item().tries() > 0;
  }
}
