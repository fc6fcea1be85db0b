package io.zkwire.agent.build;

import java.util.Objects;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** The instructions that make, keep and reach places. */
final class PlaceCode {

  static final String SITE = RuntimeNames.GUARD_SITE;
  static final String SITE_TYPE = RuntimeNames.descriptor(SITE);
  static final String SITE_METHOD = "zkGuardSite";
  static final String SITE_METHOD_TYPE = "(Ljava/lang/String;)" + SITE_TYPE;

  /** How many words the stack needs at most for what is inserted. */
  static final int STACK = 4;

  private PlaceCode() {}

  /** Puts the place of a method on the stack, which may not have been made. */
  static void load(MethodVisitor out, Wiring wiring, AskedMethod method) {
    Place place = wiring.place(method);
    String self = wiring.type().getInternalName();
    if (place == null) {
      out.visitVarInsn(Opcodes.ALOAD, 0);
      out.visitLdcInsn(method.member());
      out.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          SITE,
          "of",
          "(Ljava/lang/Object;Ljava/lang/String;)" + SITE_TYPE,
          false);
    } else if (place.kind() == Place.Kind.OF_CLASS) {
      out.visitFieldInsn(Opcodes.GETSTATIC, self, place.field(), SITE_TYPE);
    } else {
      out.visitVarInsn(Opcodes.ALOAD, 0);
      out.visitFieldInsn(Opcodes.GETFIELD, self, place.field(), SITE_TYPE);
    }
  }

  /** Makes the places of a new object; stands behind the call of the superclass's constructor. */
  static void makeOfObject(MethodVisitor out, Wiring wiring) {
    String self = wiring.type().getInternalName();
    for (Place place : wiring.places()) {
      if (place.kind() == Place.Kind.OF_CLASS) {
        continue;
      }
      out.visitVarInsn(Opcodes.ALOAD, 0);
      if (place.kind() == Place.Kind.OF_SUPERCLASS) {
        above(out, wiring, () -> out.visitLdcInsn(place.member()));
      } else {
        out.visitTypeInsn(Opcodes.NEW, SITE);
        out.visitInsn(Opcodes.DUP);
        out.visitLdcInsn(place.label());
        out.visitMethodInsn(Opcodes.INVOKESPECIAL, SITE, "<init>", "(Ljava/lang/String;)V", false);
      }
      if (place.isOverridden()) {
        out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, SITE, "overridden", "()" + SITE_TYPE, false);
      }
      out.visitFieldInsn(Opcodes.PUTFIELD, self, place.field(), SITE_TYPE);
    }
  }

  /** Makes the places of a class, at the start of its initialiser. */
  static void makeOfClass(MethodVisitor out, Wiring wiring) {
    for (Place place : wiring.places()) {
      if (place.kind() == Place.Kind.OF_CLASS) {
        out.visitLdcInsn(Type.getObjectType(wiring.type().getInternalName()));
        out.visitLdcInsn(place.member());
        out.visitLdcInsn(place.label());
        out.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            RuntimeNames.STATIC_SITE,
            "make",
            "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;)" + SITE_TYPE,
            false);
        out.visitFieldInsn(
            Opcodes.PUTSTATIC, wiring.type().getInternalName(), place.field(), SITE_TYPE);
      }
    }
  }

  /** The body of {@code zkGuardSite}. */
  static void find(MethodVisitor out, Wiring wiring) {
    out.visitCode();
    for (Place place : wiring.places()) {
      if (place.kind() == Place.Kind.OF_OBJECT) {
        Label next = new Label();
        out.visitLdcInsn(place.member());
        out.visitVarInsn(Opcodes.ALOAD, 1);
        out.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL, "java/lang/String", "equals", "(Ljava/lang/Object;)Z", false);
        out.visitJumpInsn(Opcodes.IFEQ, next);
        out.visitVarInsn(Opcodes.ALOAD, 0);
        out.visitFieldInsn(
            Opcodes.GETFIELD, wiring.type().getInternalName(), place.field(), SITE_TYPE);
        out.visitInsn(Opcodes.ARETURN);
        out.visitLabel(next);
        out.visitFrame(
            Opcodes.F_NEW,
            2,
            new Object[] {wiring.type().getInternalName(), "java/lang/String"},
            0,
            new Object[0]);
      }
    }
    if (wiring.hasPlacesAbove()) {
      above(out, wiring, () -> out.visitVarInsn(Opcodes.ALOAD, 1));
    } else {
      out.visitInsn(Opcodes.ACONST_NULL);
    }
    out.visitInsn(Opcodes.ARETURN);
    out.visitMaxs(2, 2);
    out.visitEnd();
  }

  private static void above(MethodVisitor out, Wiring wiring, Runnable member) {
    out.visitVarInsn(Opcodes.ALOAD, 0);
    member.run();
    out.visitMethodInsn(
        Opcodes.INVOKESPECIAL,
        Objects.requireNonNull(Lineage.superclass(wiring.type())).getInternalName(),
        SITE_METHOD,
        SITE_METHOD_TYPE,
        false);
  }
}
