package io.zkwire.console.model;

/**
 * Who does something. Immutable.
 *
 * @param name the name that the history and the audit tell
 * @param from where from: an address, or {@code command line}
 */
public record Actor(String name, String from) {}
