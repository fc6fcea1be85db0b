package io.zkwire.agent.mapping;

import io.zkwire.Leadership;
import io.zkwire.runtime.spi.LeaderSpec;
import io.zkwire.runtime.spi.Spec;

/**
 * A field that holds the handle of a role.
 *
 * @param role the role
 */
record LeaderField(String role) implements HandleField {

  static FieldWish read(Section entry) {
    return new LeaderField(entry.needed("leader"));
  }

  @Override
  public Class<?> handle() {
    return Leadership.class;
  }

  @Override
  public String key() {
    return "leader";
  }

  @Override
  public Spec<Carried> held(Carried to, String field) {
    return LeaderSpec.field(role, field, (carried, handle) -> carried.put(field, handle));
  }
}
