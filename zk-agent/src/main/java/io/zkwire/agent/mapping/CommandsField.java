package io.zkwire.agent.mapping;

import io.zkwire.Commands;
import io.zkwire.runtime.spi.CommandsSpec;
import io.zkwire.runtime.spi.Spec;

/**
 * A field that holds the handle of a channel.
 *
 * @param channel the channel
 */
record CommandsField(String channel) implements HandleField {

  static FieldWish read(Section entry) {
    return new CommandsField(entry.needed("commands"));
  }

  @Override
  public Class<?> handle() {
    return Commands.class;
  }

  @Override
  public String key() {
    return "commands";
  }

  @Override
  public Spec<Carried> held(Carried to, String field) {
    return CommandsSpec.field(channel, field, (carried, handle) -> carried.put(field, handle));
  }
}
