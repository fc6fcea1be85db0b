package io.zkwire.agent.weave;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Fails unless each method that asks has a body, around which something could be woven. */
final class WovenMethods extends AsmVisitorWrapper.AbstractBase {

  private final String type;
  private final Set<String> wanted;

  WovenMethods(String type, Set<String> wanted) {
    this.type = type;
    this.wanted = Set.copyOf(wanted);
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
    Set<String> missing = new HashSet<>(wanted);
    return new ClassVisitor(OpenedClassReader.ASM_API, next) {
      @Override
      public @Nullable MethodVisitor visitMethod(
          int access,
          String name,
          String descriptor,
          @Nullable String signature,
          String @Nullable [] exceptions) {
        if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
          missing.remove(name + descriptor);
        }
        return super.visitMethod(access, name, descriptor, signature, exceptions);
      }

      @Override
      public void visitEnd() {
        if (!missing.isEmpty()) {
          throw new IllegalStateException(
              type + " has no method with a body that is " + new TreeSet<>(missing));
        }
        super.visitEnd();
      }
    };
  }
}
