package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.MemberStateSpec;
import io.zkwire.runtime.spi.Spec;

/**
 * A field that a member tells.
 *
 * @param state what it is called
 */
record StateField(String state) implements FieldWish {

  static FieldWish read(Section entry) {
    return new StateField(entry.needed("member-state"));
  }

  @Override
  public String refusal(FieldShape field) {
    return "";
  }

  @Override
  public boolean filters(FieldShape field) {
    return false;
  }

  @Override
  public boolean writes(FieldShape field) {
    return false;
  }

  @Override
  public boolean observes() {
    return true;
  }

  @Override
  public Spec<Carried> spec(Carried to, String field) {
    return MemberStateSpec.of(state, field, carried -> carried.read(field));
  }
}
