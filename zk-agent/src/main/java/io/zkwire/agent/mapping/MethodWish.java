package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.Spec;
import java.util.List;

/** What a mapping wants of one method. Immutable. */
public interface MethodWish {

  /**
   * Why the method cannot have it.
   *
   * @param method the method, as its class file declares it
   * @return the reason; an empty text if it can
   */
  String refusal(MethodShape method);

  /** Whether calls of the method ask before they run. */
  default boolean guards() {
    return false;
  }

  /** Whether a call may be refused. */
  default boolean refuses() {
    return guards();
  }

  /** Whether the method is called on objects of its class, which must be known for it. */
  default boolean called() {
    return !guards();
  }

  /** Which parameters, from 0, fill the places in the name of the guard, in their order. */
  default List<Integer> arguments() {
    return List.of();
  }

  /**
   * The same wish as the runtime knows it.
   *
   * @param to the class that is carried
   * @param method the method
   * @param answer what a call does that may not run
   * @throws IllegalArgumentException if the class, now that it is there, does not fit
   */
  Spec<Carried> spec(Carried to, MethodShape method, Answer answer);
}
