package io.zkwire.agent.mapping;

import java.util.Set;
import java.util.function.Function;

/**
 * A key by which a mapping says what it wants of a field.
 *
 * @param name the key
 * @param options the keys that go with it
 * @param read reads it, from the entry of the field
 */
record FieldKey(String name, Set<String> options, Function<Section, FieldWish> read) {}
