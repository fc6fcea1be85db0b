package io.zkwire.agent.build;

import java.util.Arrays;
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

/**
 * Puts the places where methods ask into their class, and marks it. What a generated subclass has
 * in source, such a class has in bytecode: a field for each place, and {@code zkGuardSite}.
 */
final class PlaceWriter extends AsmVisitorWrapper.AbstractBase {

  private static final int FIELD = Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;

  private final Wiring wiring;
  private final boolean binds;

  /**
   * A writer.
   *
   * @param wiring what the class has
   * @param binds whether its constructors bind their object
   */
  PlaceWriter(Wiring wiring, boolean binds) {
    this.wiring = wiring;
    this.binds = binds;
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
    return new Visitor(next);
  }

  private final class Visitor extends ClassVisitor {
    private boolean hasInitialiser;

    Visitor(ClassVisitor next) {
      super(OpenedClassReader.ASM_API, next);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      String[] all = interfaces == null ? new String[0] : interfaces;
      boolean asks = wiring.isOfObjects() && !Arrays.asList(all).contains(RuntimeNames.GUARDED);
      if (asks) {
        all = Arrays.copyOf(all, all.length + 1);
        all[all.length - 1] = RuntimeNames.GUARDED;
      }
      String generic =
          asks && signature != null ? signature + "L" + RuntimeNames.GUARDED + ";" : signature;
      super.visit(version, access, name, generic, superName, all);
      super.visitAnnotation(RuntimeNames.descriptor(RuntimeNames.WOVEN), true).visitEnd();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      AskedMethod asked = wiring.method(name + descriptor);
      if (next == null) {
        return null;
      }
      if (name.equals("<init>")) {
        return new ConstructorVisitor(next, wiring, binds);
      }
      if (name.equals("<clinit>")) {
        hasInitialiser = true;
        return new InitialiserVisitor(next);
      }
      return asked != null && asked.overrides() ? new OverrideVisitor(next, asked) : next;
    }

    @Override
    public void visitEnd() {
      for (Place place : wiring.places()) {
        int access =
            place.kind() != Place.Kind.OF_CLASS
                ? FIELD | Opcodes.ACC_PRIVATE | Opcodes.ACC_TRANSIENT
                : FIELD
                    | Opcodes.ACC_STATIC
                    | (wiring.type().isInterface() ? Opcodes.ACC_PUBLIC : Opcodes.ACC_PRIVATE);
        super.visitField(access, place.field(), PlaceCode.SITE_TYPE, null, null).visitEnd();
      }
      if (wiring.places().stream().anyMatch(each -> each.kind() == Place.Kind.OF_OBJECT)) {
        PlaceCode.find(
            super.visitMethod(
                Opcodes.ACC_PUBLIC, PlaceCode.SITE_METHOD, PlaceCode.SITE_METHOD_TYPE, null, null),
            wiring);
      }
      if (!hasInitialiser
          && wiring.places().stream().anyMatch(each -> each.kind() == Place.Kind.OF_CLASS)) {
        MethodVisitor out = super.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        out.visitCode();
        PlaceCode.makeOfClass(out, wiring);
        out.visitInsn(Opcodes.RETURN);
        out.visitMaxs(3, 0);
        out.visitEnd();
      }
      super.visitEnd();
    }
  }

  /** Makes the places of the class before anything else of its initialiser. */
  private final class InitialiserVisitor extends MethodVisitor {

    InitialiserVisitor(MethodVisitor next) {
      super(OpenedClassReader.ASM_API, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      PlaceCode.makeOfClass(mv, wiring);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(Math.max(maxStack, PlaceCode.STACK), maxLocals);
    }
  }

  /** Lets the call of the method pass that this one overrides: this one has asked. */
  private final class OverrideVisitor extends MethodVisitor {
    private final AskedMethod method;

    OverrideVisitor(MethodVisitor next, AskedMethod method) {
      super(OpenedClassReader.ASM_API, next);
      this.method = method;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      if (opcode == Opcodes.INVOKESPECIAL
          && wiring.asksAtSamePlace(method, owner, name + descriptor)) {
        PlaceCode.load(mv, wiring, method);
        super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, PlaceCode.SITE, "handOver", "()V", false);
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + 2, maxLocals);
    }
  }
}
