package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.Spec;
import java.util.function.Function;

/** A method that is told of something: it takes nothing, or the one value that says it. */
interface ToldMethod extends MethodWish {

  /** The type of the value. */
  Class<?> value();

  /** Of what it is told, for messages. */
  String what();

  /**
   * The spec.
   *
   * @param method the method
   * @param arguments the arguments of a call, by the value
   */
  Spec<Carried> telling(MethodShape method, Function<Object, Object[]> arguments);

  @Override
  default String refusal(MethodShape method) {
    String descriptor = method.descriptor();
    return descriptor.startsWith("()")
            || descriptor.startsWith("(" + value().descriptorString() + ")")
        ? ""
        : "a method that is told of " + what() + " has no parameters";
  }

  @Override
  default Spec<Carried> spec(Carried to, MethodShape method, Answer answer) {
    boolean takes = method.parameters() == 1;
    if (takes) {
      OwnTypes.require(value(), to.method(method.signature()).getParameterTypes()[0]);
    }
    return telling(method, value -> takes ? new Object[] {value} : new Object[0]);
  }
}
