package io.zkwire.runtime.id;

/**
 * Numbers that one thread or stripe may give.
 *
 * @param from the first
 * @param to behind the last
 */
record Slice(long from, long to) {}
