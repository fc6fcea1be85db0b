package io.zkwire.agent.mapping;

/** Types of zkwire's that the classes of an application name. */
final class OwnTypes {

  private OwnTypes() {}

  /**
   * Refuses what the agent cannot make.
   *
   * @param own the type that the agent makes
   * @param named the type that the application's class names
   * @throws IllegalArgumentException if that is another one, of the same name
   */
  static void require(Class<?> own, Class<?> named) {
    if (named != own) {
      throw new IllegalArgumentException(
          "the application brings its own " + own.getName() + ", which the agent cannot make");
    }
  }
}
