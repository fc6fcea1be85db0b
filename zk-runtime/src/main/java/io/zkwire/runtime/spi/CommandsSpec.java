package io.zkwire.runtime.spi;

import io.zkwire.Commands;

/**
 * A field that holds the handle of a channel of commands.
 *
 * @param <B> the class
 * @param member the field, as messages show it
 * @param channel the channel as it was written, placeholders included
 * @param set writes the field
 */
public record CommandsSpec<B>(String member, String channel, ConfigTarget.Set<B, Commands> set)
    implements HandleSpec<B, Commands> {

  /**
   * The spec of a field.
   *
   * @param channel the channel as it was written, placeholders included
   * @param member the field's name
   * @param set writes the field
   * @param <B> the class
   * @return the spec
   */
  public static <B> CommandsSpec<B> field(
      String channel, String member, ConfigTarget.Set<B, Commands> set) {
    return new CommandsSpec<>(member, channel, set);
  }
}
