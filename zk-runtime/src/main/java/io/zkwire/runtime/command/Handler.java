package io.zkwire.runtime.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.runtime.ZkTracer;
import io.zkwire.runtime.config.Json;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.CommandSpec;
import io.zkwire.runtime.spi.Passage;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One method of one object that carries out a command. Thread-safe. */
final class Handler {

  static final int LARGEST_RESULT = 64 << 10;

  private final CommandSpec<?> spec;
  private final Call call;
  private final Mailbox mailbox;
  private final List<JavaType> types;

  /** Calls the method of the object. */
  interface Call {
    @Nullable Object call(Object[] arguments) throws Throwable;
  }

  Handler(CommandSpec<?> spec, Call call, Mailbox mailbox) {
    this.spec = spec;
    this.call = call;
    this.mailbox = mailbox;
    this.types = spec.parameters().stream().map(Handler::type).toList();
  }

  private static JavaType type(Type type) {
    return Json.MAPPER.constructType(type);
  }

  String command() {
    return spec.command();
  }

  String member() {
    return spec.member();
  }

  /** Runs a task among the callbacks of the object, after those that came before. */
  void post(Mailbox.Callback task) {
    mailbox.post(spec.member(), task);
  }

  /** The arguments do not fit the method. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The arguments as the method takes them; whatever does not fit is refused. */
  Object[] arguments(List<JsonNode> given) throws Unfit {
    if (given.size() != types.size()) {
      throw new Unfit(
          "'" + command() + "' takes " + types.size() + " arguments, found " + given.size(), null);
    }
    Object[] arguments = new Object[given.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = argument(i, given.get(i));
    }
    return arguments;
  }

  private Object argument(int index, @Nullable JsonNode given) throws Unfit {
    JavaType type = types.get(index);
    try {
      Object value = given == null || given.isNull() ? null : Json.MAPPER.treeToValue(given, type);
      if (value != null) {
        return value;
      }
      throw new Unfit("argument " + (index + 1) + " of '" + command() + "' is null", null);
    } catch (JsonProcessingException | RuntimeException e) {
      throw new Unfit(
          "argument "
              + (index + 1)
              + " of '"
              + command()
              + "' is no "
              + type.toCanonical()
              + ": "
              + Names.printable(String.valueOf(e.getMessage())),
          e);
    }
  }

  /** Calls the method. */
  @Nullable Object call(Object[] arguments, Session session) throws Throwable {
    Passage work = session.work(ZkTracer.COMMAND, command());
    try {
      return call.call(arguments);
    } catch (Throwable e) {
      work.accept(e);
      throw e;
    } finally {
      work.leave();
    }
  }

  /** What it returned, as it travels. */
  static @Nullable JsonNode result(@Nullable Object value) throws Unfit {
    if (value == null) {
      return null;
    }
    try {
      JsonNode node = Json.MAPPER.valueToTree(value);
      int length = Json.MAPPER.writeValueAsBytes(node).length;
      if (length > LARGEST_RESULT) {
        throw new Unfit("the result has " + length + " bytes, at most " + LARGEST_RESULT, null);
      }
      return node;
    } catch (JsonProcessingException | RuntimeException e) {
      throw new Unfit("the result cannot be written as JSON: " + e.getMessage(), e);
    }
  }
}
