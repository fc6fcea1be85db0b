package io.zkwire.runtime.config;

/**
 * What all slots of one spec have in common. Immutable.
 *
 * @param codec converts what is read
 * @param required whether the key must have a value
 * @param secret whether the value must not be shown
 * @param keeps whether the last value stays when the key is deleted, since nobody knows the default
 * @param type what messages call the class whose member is bound
 * @param member the member
 */
record SlotType<V>(
    Codec<V> codec, boolean required, boolean secret, boolean keeps, String type, String member) {

  /** What is bound, for messages. */
  String owner() {
    return type + "." + member;
  }
}
