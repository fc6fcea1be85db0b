package io.zkwire.runtime.spi;

import io.zkwire.Shards;

/**
 * A field that holds the share of a group's shards.
 *
 * @param <B> the class
 * @param member the field, as messages show it
 * @param group the group as it was written, placeholders included
 * @param shards how many shards there are
 * @param set writes the field
 */
public record ShardsSpec<B>(
    String member, String group, int shards, ConfigTarget.Set<B, Shards> set)
    implements HandleSpec<B, Shards> {

  /**
   * The spec of a field.
   *
   * @param group the group as it was written, placeholders included
   * @param shards how many shards there are
   * @param member the field's name
   * @param set writes the field
   * @param <B> the class
   * @return the spec
   */
  public static <B> ShardsSpec<B> field(
      String group, int shards, String member, ConfigTarget.Set<B, Shards> set) {
    return new ShardsSpec<>(member, group, shards, set);
  }
}
