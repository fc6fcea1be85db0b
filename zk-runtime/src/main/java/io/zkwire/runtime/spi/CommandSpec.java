package io.zkwire.runtime.spi;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method that carries out a command.
 *
 * @param <B> the class
 * @param member the method, as messages show it
 * @param command the command
 * @param channel the channel as it was written, placeholders included, or an empty text
 * @param receiver the id of the member as it was written, or an empty text
 * @param parameters the types of its parameters
 * @param call calls the method
 */
public record CommandSpec<B>(
    String member,
    String command,
    String channel,
    String receiver,
    List<Type> parameters,
    Call<B> call)
    implements Spec<B> {

  /** Copies the list. */
  public CommandSpec {
    parameters = List.copyOf(parameters);
  }

  /**
   * The spec of a method that returns a result.
   *
   * @param command the command
   * @param channel the channel as it was written, or an empty text
   * @param receiver the id of the member as it was written, or an empty text
   * @param member the method's name
   * @param parameters the types of its parameters
   * @param call calls the method
   * @param <B> the class
   * @return the spec
   */
  public static <B> CommandSpec<B> call(
      String command,
      String channel,
      String receiver,
      String member,
      List<Type> parameters,
      Call<B> call) {
    return new CommandSpec<>(member, command, channel, receiver, parameters, call);
  }

  /**
   * The spec of a method that returns nothing.
   *
   * @param command the command
   * @param channel the channel as it was written, or an empty text
   * @param receiver the id of the member as it was written, or an empty text
   * @param member the method's name
   * @param parameters the types of its parameters
   * @param run calls the method
   * @param <B> the class
   * @return the spec
   */
  public static <B> CommandSpec<B> run(
      String command,
      String channel,
      String receiver,
      String member,
      List<Type> parameters,
      Run<B> run) {
    return new CommandSpec<>(
        member,
        command,
        channel,
        receiver,
        parameters,
        (instance, arguments) -> {
          run.run(instance, arguments);
          return null;
        });
  }

  /** Calls a method that returns a result. */
  @FunctionalInterface
  public interface Call<B> {
    /**
     * Calls.
     *
     * @param instance the instance
     * @param arguments its arguments, each of the type of its parameter, none null
     * @return the result
     * @throws Throwable what the method threw
     */
    @Nullable Object call(B instance, Object[] arguments) throws Throwable;
  }

  /** Calls a method that returns nothing. */
  @FunctionalInterface
  public interface Run<B> {
    /**
     * Calls.
     *
     * @param instance the instance
     * @param arguments its arguments, each of the type of its parameter, none null
     * @throws Throwable what the method threw
     */
    void run(B instance, Object[] arguments) throws Throwable;
  }
}
