package io.zkwire.agent.core;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Tells of each object at the end of its constructor. One that calls another of its class tells
 * twice, the second time when the object is complete.
 */
final class MadeWeaver {

  private MadeWeaver() {}

  /** What to visit a class with. */
  static AsmVisitorWrapper of(String internalName) {
    return new AsmVisitorWrapper.ForDeclaredMethods()
        .constructor(
            ElementMatchers.any(),
            (type, method, next, context, pool, writerFlags, readerFlags) ->
                new Constructor(next, internalName));
  }

  /** Puts a call before each return. */
  private static final class Constructor extends MethodVisitor {
    private final String internalName;

    Constructor(MethodVisitor next, String internalName) {
      super(OpenedClassReader.ASM_API, next);
      this.internalName = internalName;
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.RETURN) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitLdcInsn(Type.getObjectType(internalName));
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            Dispatchers.DISPATCHER,
            "made",
            "(Ljava/lang/Object;Ljava/lang/Class;)V",
            false);
      }
      super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + 2, maxLocals);
    }
  }
}
