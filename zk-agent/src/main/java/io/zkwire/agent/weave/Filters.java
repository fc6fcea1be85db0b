package io.zkwire.agent.weave;

import net.bytebuddy.implementation.bytecode.StackManipulation;

/** How code that is woven behind the read of a field reaches what filters it. */
@FunctionalInterface
public interface Filters {

  /**
   * Filters one read. Takes the owner and the value from the stack, the value on top, and leaves a
   * value of the same type. The owner is an {@code Object}, null for a static field; the value has
   * the erased type of the field, two words for a long or a double.
   *
   * @param type the binary name of the class that declares the field
   * @param point the field
   */
  StackManipulation filter(String type, ReadPoint point);
}
