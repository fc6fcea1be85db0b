package io.zkwire.agent.mapping;

import io.zkwire.Commands;
import io.zkwire.runtime.spi.CommandsSpec;
import io.zkwire.runtime.spi.Spec;

/**
 * A field that holds the handle of a channel.
 *
 * @param channel the channel
 */
record CommandsField(String channel) implements FieldWish {

  private static final String HANDLE = "L" + Commands.class.getName().replace('.', '/') + ";";

  static FieldWish read(Section entry) {
    return new CommandsField(entry.needed("commands"));
  }

  @Override
  public String refusal(FieldShape field) {
    return field.descriptor().equals(HANDLE)
        ? ""
        : "it is no " + Commands.class.getName() + ", which 'commands' gives";
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
    if (to.field(field).getType() != Commands.class) {
      throw new IllegalArgumentException(
          "the application brings its own io.zkwire.Commands, which the agent cannot make");
    }
    return CommandsSpec.field(channel, field, (carried, handle) -> carried.put(field, handle));
  }
}
