package io.zkwire.runtime.spi;

import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;

/**
 * A member that gives IDs of a type.
 *
 * @param <B> the class
 * @param member the member, as messages show it
 * @param type the type as it was written, placeholders included
 * @param options what its IDs are like
 * @param set takes the generator
 */
public record GlobalIdSpec<B>(
    String member, String type, IdOptions options, ConfigTarget.Set<B, IdGenerator> set)
    implements Spec<B> {

  /**
   * The spec of a field, or of a method of an interface that is implemented by generated code.
   *
   * @param type the type as it was written, placeholders included
   * @param options what its IDs are like
   * @param member the member's name
   * @param set takes the generator
   * @param <B> the class
   * @return the spec
   */
  public static <B> GlobalIdSpec<B> of(
      String type, IdOptions options, String member, ConfigTarget.Set<B, IdGenerator> set) {
    return new GlobalIdSpec<>(member, type, options, set);
  }
}
