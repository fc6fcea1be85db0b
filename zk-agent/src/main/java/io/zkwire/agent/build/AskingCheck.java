package io.zkwire.agent.build;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Looks at what was woven: fails unless each guarded method asks before all else. */
final class AskingCheck extends AsmVisitorWrapper.AbstractBase {

  private final Wiring wiring;

  AskingCheck(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public ClassVisitor wrap(
      TypeDescription instrumentedType,
      ClassVisitor next,
      Implementation.Context context,
      TypePool pool,
      FieldList<FieldDescription.InDefinedShape> fields,
      MethodList<?> methods,
      int writerFlags,
      int readerFlags) {
    Map<String, AskedMethod> silent = new HashMap<>();
    wiring.asked().forEach(method -> silent.put(method.key(), method));
    return new ClassVisitor(OpenedClassReader.ASM_API, next) {
      @Override
      public @Nullable MethodVisitor visitMethod(
          int access,
          String name,
          String descriptor,
          @Nullable String signature,
          String @Nullable [] exceptions) {
        MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
        return out == null || !silent.containsKey(name + descriptor)
            ? out
            : new MethodVisitor(OpenedClassReader.ASM_API, out) {
              private boolean branched;

              @Override
              public void visitJumpInsn(int opcode, Label label) {
                branched = true;
                super.visitJumpInsn(opcode, label);
              }

              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String called, String type, boolean ofInterface) {
                if (opcode == Opcodes.INVOKEVIRTUAL
                    && !branched
                    && owner.equals(PlaceCode.SITE)
                    && called.equals(PlaceSites.ENTER)) {
                  silent.remove(name + descriptor);
                }
                super.visitMethodInsn(opcode, owner, called, type, ofInterface);
              }
            };
      }

      @Override
      public void visitEnd() {
        if (!silent.isEmpty()) {
          throw new NotWovenException(
              silent.values().stream().map(AskedMethod::qualified).sorted().toList()
                  + " was woven and does not ask its guard",
              "Report it; if another plugin changes these methods, let it run before this one");
        }
        super.visitEnd();
      }
    };
  }
}
