package io.zkwire.agent.mapping;

import io.zkwire.Shards;
import io.zkwire.runtime.spi.ShardsSpec;
import io.zkwire.runtime.spi.Spec;

/**
 * A field that holds the share of a group's shards.
 *
 * @param group the group
 * @param shards how many shards there are
 */
record ShardsField(String group, int shards) implements HandleField {

  static FieldWish read(Section entry) {
    return new ShardsField(entry.needed(ShardsMethod.KEY), ShardsMethod.shards(entry));
  }

  @Override
  public Class<?> handle() {
    return Shards.class;
  }

  @Override
  public String key() {
    return ShardsMethod.KEY;
  }

  @Override
  public Spec<Carried> held(Carried to, String field) {
    return ShardsSpec.field(group, shards, field, (carried, handle) -> carried.put(field, handle));
  }
}
