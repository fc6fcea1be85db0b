package io.zkwire.agent.weave;

import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;

/** Puts a filter behind each read of a filtered field. */
final class ReadVisitor extends MethodVisitor {

  private final Implementation.Context context;
  private final Filters filters;
  private final FieldReads reads;
  private int extraStack;

  ReadVisitor(
      MethodVisitor next, Implementation.Context context, Filters filters, FieldReads reads) {
    super(OpenedClassReader.ASM_API, next);
    this.context = context;
    this.filters = filters;
    this.reads = reads;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    FieldReads.Read read =
        opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC
            ? reads.find(owner, name, descriptor)
            : null;
    if (read == null) {
      super.visitFieldInsn(opcode, owner, name, descriptor);
      return;
    }
    super.visitInsn(opcode == Opcodes.GETFIELD ? Opcodes.DUP : Opcodes.ACONST_NULL);
    super.visitFieldInsn(opcode, owner, name, descriptor);
    StackManipulation.Size size = filters.filter(read.type(), read.point()).apply(mv, context);
    extraStack = Math.max(extraStack, 1 + size.getMaximalSize());
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitMaxs(maxStack + extraStack, maxLocals);
  }
}
