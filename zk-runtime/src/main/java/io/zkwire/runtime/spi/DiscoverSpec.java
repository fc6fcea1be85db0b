package io.zkwire.runtime.spi;

import io.zkwire.DiscoverOptions;
import io.zkwire.Endpoints;

/**
 * A field that holds the endpoints of a domain.
 *
 * @param <B> the class
 * @param member the field, as messages show it
 * @param domain the domain as it was written, placeholders included
 * @param options how one is chosen; zone and tags as they were written
 * @param set writes the field
 */
public record DiscoverSpec<B>(
    String member, String domain, DiscoverOptions options, ConfigTarget.Set<B, Endpoints> set)
    implements HandleSpec<B, Endpoints> {

  /**
   * The spec of a field.
   *
   * @param domain the domain as it was written, placeholders included
   * @param member the field's name
   * @param options how one is chosen
   * @param set writes the field
   * @param <B> the class
   * @return the spec
   */
  public static <B> DiscoverSpec<B> field(
      String domain, String member, DiscoverOptions options, ConfigTarget.Set<B, Endpoints> set) {
    return new DiscoverSpec<>(member, domain, options, set);
  }
}
