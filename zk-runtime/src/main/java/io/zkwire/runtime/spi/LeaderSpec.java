package io.zkwire.runtime.spi;

import io.zkwire.Leadership;

/**
 * A field that holds the handle of a role.
 *
 * @param <B> the class
 * @param member the field, as messages show it
 * @param role the role as it was written, placeholders included
 * @param set writes the field
 */
public record LeaderSpec<B>(String member, String role, ConfigTarget.Set<B, Leadership> set)
    implements HandleSpec<B, Leadership> {

  /**
   * The spec of a field.
   *
   * @param role the role as it was written, placeholders included
   * @param member the field's name
   * @param set writes the field
   * @param <B> the class
   * @return the spec
   */
  public static <B> LeaderSpec<B> field(
      String role, String member, ConfigTarget.Set<B, Leadership> set) {
    return new LeaderSpec<>(member, role, set);
  }
}
