package io.zkwire.runtime.queue;

/**
 * An item that may be claimed, as it was read. Immutable.
 *
 * @param name its node
 * @param item what that holds
 * @param version the version of the node
 */
record Candidate(ItemName name, StoredItem item, int version) {}
