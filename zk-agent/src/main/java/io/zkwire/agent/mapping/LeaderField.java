package io.zkwire.agent.mapping;

import io.zkwire.Leadership;
import io.zkwire.runtime.spi.LeaderSpec;
import io.zkwire.runtime.spi.Spec;

/**
 * A field that holds the handle of a role.
 *
 * @param role the role
 */
record LeaderField(String role) implements FieldWish {

  private static final String LEADERSHIP = "L" + Leadership.class.getName().replace('.', '/') + ";";

  static FieldWish read(Section entry) {
    return new LeaderField(entry.needed("leader"));
  }

  @Override
  public String refusal(FieldShape field) {
    return field.descriptor().equals(LEADERSHIP)
        ? ""
        : "it is no " + Leadership.class.getName() + ", which 'leader' gives";
  }

  @Override
  public boolean filters(FieldShape field) {
    return false; // a handle is not of the application: it is written
  }

  @Override
  public boolean writes(FieldShape field) {
    return true;
  }

  @Override
  public Spec<Carried> spec(Carried to, String field) {
    if (to.field(field).getType() != Leadership.class) {
      throw new IllegalArgumentException(
          "the application brings its own io.zkwire.Leadership, which the agent cannot make");
    }
    return LeaderSpec.field(role, field, (carried, handle) -> carried.put(field, handle));
  }
}
