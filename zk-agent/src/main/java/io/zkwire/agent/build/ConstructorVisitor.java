package io.zkwire.agent.build;

import java.util.Objects;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Finds the one call of another constructor in a constructor: behind {@code super(...)} it makes
 * the places of the object; before {@code this(...)} it announces to the constructor that is called
 * that the object is not complete when that one ends.
 */
final class ConstructorVisitor extends MethodVisitor {

  private final Wiring wiring;
  private final boolean binds;
  private final String self;
  private final String above;
  private int unfinished; // objects that arguments make, and whose constructor is not called yet
  private boolean found;

  ConstructorVisitor(MethodVisitor next, Wiring wiring, boolean binds) {
    super(OpenedClassReader.ASM_API, next);
    this.wiring = wiring;
    this.binds = binds;
    this.self = wiring.type().getInternalName();
    TypeDefinition parent = Objects.requireNonNull(wiring.type().getSuperClass());
    this.above = parent.asErasure().getInternalName();
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.NEW && isOfUs(type)) {
      unfinished++;
    }
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean ofInterface) {
    boolean constructor = opcode == Opcodes.INVOKESPECIAL && name.equals("<init>") && isOfUs(owner);
    boolean ofThis = constructor && !found && unfinished == 0;
    if (constructor && !ofThis) {
      unfinished--;
    }
    if (ofThis && owner.equals(self) && binds) {
      super.visitLdcInsn(Type.getObjectType(self));
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          RuntimeNames.AUTO_BIND,
          "delegating",
          "(Ljava/lang/Class;)V",
          false);
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
    if (ofThis) {
      found = true;
      if (owner.equals(above)) {
        PlaceCode.makeOfObject(mv, wiring);
      }
    }
  }

  private boolean isOfUs(String type) {
    return type.equals(self) || type.equals(above);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (!found) {
      throw new NotWovenException(
          wiring.type().getName() + " has a constructor that calls no other one",
          "Report its class file: no compiler is known that writes such");
    }
    super.visitMaxs(Math.max(maxStack + 1, PlaceCode.STACK), maxLocals);
  }
}
