package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.Spec;

/** A field that holds a handle of zkwire's: the class of the application must know its type. */
interface HandleField extends FieldWish {

  /** The type that the field must have. */
  Class<?> handle();

  /** The key that gives it. */
  String key();

  /** The spec, once the field is known to have the type. */
  Spec<Carried> held(Carried to, String field);

  @Override
  default String refusal(FieldShape field) {
    return field.descriptor().equals(handle().descriptorString())
        ? ""
        : "it is no " + handle().getName() + ", which '" + key() + "' gives";
  }

  @Override
  default boolean filters(FieldShape field) {
    return false; // a handle is not of the application: it is written
  }

  @Override
  default boolean writes(FieldShape field) {
    return true;
  }

  @Override
  default Spec<Carried> spec(Carried to, String field) {
    OwnTypes.require(handle(), to.field(field).getType());
    return held(to, field);
  }
}
