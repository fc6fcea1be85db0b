package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.Spec;

/** What a mapping wants of one field. Immutable. */
public interface FieldWish {

  /**
   * Why the field cannot have it.
   *
   * @param field the field, as its class file declares it
   * @return the reason; an empty text if it can
   */
  String refusal(FieldShape field);

  /**
   * Whether the reads of the field are filtered.
   *
   * @param field the field
   */
  boolean filters(FieldShape field);

  /**
   * Whether the field is written, and the objects of the class must be known for it.
   *
   * @param field the field
   */
  boolean writes(FieldShape field);

  /** Whether the field is read for others, and the objects of the class must be known for it. */
  default boolean observes() {
    return false;
  }

  /**
   * The same wish as the runtime knows it.
   *
   * @param to the class that is carried
   * @param field the field
   * @throws IllegalArgumentException if the class, now that it is there, does not fit
   */
  Spec<Carried> spec(Carried to, String field);
}
