package io.zkwire.processor;

import javax.lang.model.type.TypeMirror;

/**
 * Why a type cannot be the type of a value.
 *
 * @param reason why, without a full stop
 * @param mend how to mend it, without a full stop
 */
record Refusal(String reason, String mend) {

  static Refusal of(String reason, String mend) {
    return new Refusal(reason, mend);
  }

  /** One of a type without its arguments. */
  static Refusal raw(TypeMirror type) {
    return new Refusal(
        type + " is raw, or part of it is", "Write its type arguments, as in List<String>");
  }

  /** One that a converter mends. */
  static Refusal converter(String reason) {
    return new Refusal(
        reason, "Use a type that zkwire knows, or name a converter in the annotation");
  }

  /** The same, of a part of a larger type. */
  Refusal in(String part) {
    return new Refusal("in " + part + ", " + reason, mend);
  }
}
