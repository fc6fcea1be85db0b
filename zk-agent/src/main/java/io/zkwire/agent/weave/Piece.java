package io.zkwire.agent.weave;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.StackManipulation;

/** Code that stands where the advice reads or writes a parameter. */
final class Piece {

  private Piece() {}

  /**
   * Code in place of reading.
   *
   * @param code leaves one value on the stack
   */
  record Read(StackManipulation code) implements Advice.OffsetMapping.Target {
    @Override
    public StackManipulation resolveRead() {
      return code;
    }

    @Override
    public StackManipulation resolveWrite() {
      throw new IllegalStateException("only read");
    }

    @Override
    public StackManipulation resolveIncrement(int value) {
      throw new IllegalStateException("only read");
    }
  }

  /**
   * Code in place of writing.
   *
   * @param code takes one value from the stack
   */
  record Write(StackManipulation code) implements Advice.OffsetMapping.Target {
    @Override
    public StackManipulation resolveRead() {
      throw new IllegalStateException("only written");
    }

    @Override
    public StackManipulation resolveWrite() {
      return code;
    }

    @Override
    public StackManipulation resolveIncrement(int value) {
      throw new IllegalStateException("only written");
    }
  }
}
