package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.CommandSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Method;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A method that carries out a command: on each object of its class, or, if it returns a result, on
 * the one that was made last.
 *
 * @param command the command
 * @param channel the channel, or an empty text for the group that its class is a member of
 * @param member the id of the member, or an empty text
 */
record CommandMethod(String command, String channel, String member) implements MethodWish {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  static MethodWish read(Section entry) {
    String command = entry.needed("on-command");
    if (entry.has("on-command") && !NAME.matcher(command).matches()) {
      entry.wrong(
          "on-command",
          "'" + command + "' is no name of a command",
          "Write 1 to 128 of A-Z a-z 0-9 . _ -");
    }
    String channel = entry.text("channel");
    String member = entry.text("member");
    if (member != null && channel == null) {
      entry.wrong("member", "a member without a channel", "Add channel: the group that it joins");
    }
    return new CommandMethod(command, channel == null ? "" : channel, member == null ? "" : member);
  }

  @Override
  public String refusal(MethodShape method) {
    return "";
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape shape, Answer answer) {
    Method method = to.method(shape.signature());
    return new CommandSpec<>(
        shape.name(),
        command,
        channel,
        member,
        List.of(method.getGenericParameterTypes()),
        (carried, arguments) -> {
          if (!shape.isStatic() && carried.objects().isEmpty()) {
            throw new IllegalStateException("no object of its class is known");
          }
          if (shape.returnsNothing()) {
            carried.call(shape, arguments);
            return null;
          }
          return carried.result(shape, arguments);
        });
  }
}
