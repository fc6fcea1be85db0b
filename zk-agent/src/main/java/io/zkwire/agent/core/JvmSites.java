package io.zkwire.agent.core;

import io.zkwire.agent.weave.Filters;
import io.zkwire.agent.weave.GuardedCall;
import io.zkwire.agent.weave.ReadPoint;
import io.zkwire.agent.weave.Sites;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.constant.NullConstant;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * How woven code reaches its places through the dispatcher in {@code java.lang}: by a dynamic
 * constant from class file version 55 on, by a call site from 51 on, by a look-up before.
 */
final class JvmSites implements Sites, Filters {

  static final JvmSites INSTANCE = new JvmSites();

  private static final String LOOKUP = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;";
  private static final String GUARD = "L" + Dispatchers.GUARD_PLACE + ";";
  private static final String OBJECT = "Ljava/lang/Object;";

  private JvmSites() {}

  @Override
  public StackManipulation enter(GuardedCall call) {
    return new StackManipulation.Compound(
        place(call),
        call.owner(),
        call.hasArguments() ? call.arguments() : NullConstant.INSTANCE,
        code(
            -2,
            0,
            (mv, context) ->
                mv.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    Dispatchers.GUARD_PLACE,
                    "enter",
                    "(" + OBJECT + "[" + OBJECT + ")" + OBJECT,
                    false)));
  }

  @Override
  public StackManipulation leave(GuardedCall call) {
    return code(
        -1,
        0,
        (mv, context) ->
            mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Dispatchers.GUARD_PLACE,
                "leave",
                "(" + OBJECT + ")V",
                false));
  }

  @Override
  public StackManipulation leave(GuardedCall call, StackManipulation thrown) {
    return new StackManipulation.Compound(
        thrown,
        code(
            -2,
            0,
            (mv, context) ->
                mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    Dispatchers.GUARD_PLACE,
                    "leave",
                    "(" + OBJECT + "Ljava/lang/Throwable;)V",
                    false)));
  }

  @Override
  public StackManipulation refusal(GuardedCall call) {
    return new StackManipulation.Compound(
        place(call),
        call.owner(),
        code(
            -1,
            0,
            (mv, context) ->
                mv.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    Dispatchers.GUARD_PLACE,
                    "refusal",
                    "(" + OBJECT + ")Ljava/lang/Throwable;",
                    false)));
  }

  private static StackManipulation place(GuardedCall call) {
    int site = call.point().site();
    return code(
        1,
        2,
        (mv, context) -> {
          if (context.getClassFileVersion().isAtLeast(ClassFileVersion.JAVA_V11)) {
            mv.visitLdcInsn(new ConstantDynamic("guard", GUARD, constant(), site));
          } else if (context.getClassFileVersion().isAtLeast(ClassFileVersion.JAVA_V7)) {
            mv.visitInvokeDynamicInsn("guard", "()" + GUARD, callSite(), site);
          } else {
            mv.visitLdcInsn(Type.getObjectType(call.type().getInternalName()));
            mv.visitLdcInsn(site);
            mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Dispatchers.DISPATCHER,
                "guard",
                "(Ljava/lang/Class;I)" + GUARD,
                false);
          }
        });
  }

  private static Handle constant() {
    return bootstrap("guard", LOOKUP + "Ljava/lang/Class;I)" + GUARD);
  }

  private static Handle callSite() {
    return bootstrap(
        "guardSite", LOOKUP + "Ljava/lang/invoke/MethodType;I)Ljava/lang/invoke/CallSite;");
  }

  private static Handle bootstrap(String name, String descriptor) {
    return new Handle(Opcodes.H_INVOKESTATIC, Dispatchers.DISPATCHER, name, descriptor, false);
  }

  @Override
  public StackManipulation filter(String type, ReadPoint point) {
    String value = point.descriptor();
    int width = value.equals("J") || value.equals("D") ? 2 : 1;
    return code(
        -1,
        3 + width,
        (mv, context) -> {
          if (context.getClassFileVersion().isAtLeast(ClassFileVersion.JAVA_V7)) {
            mv.visitInvokeDynamicInsn(
                "read",
                "(" + OBJECT + value + ")" + value,
                bootstrap(
                    "readSite",
                    LOOKUP
                        + "Ljava/lang/invoke/MethodType;Ljava/lang/String;I)"
                        + "Ljava/lang/invoke/CallSite;"),
                type,
                point.site());
          } else {
            filterOld(mv, context, type, point);
          }
        });
  }

  private static void filterOld(
      MethodVisitor mv, Implementation.Context context, String type, ReadPoint point) {
    boolean primitive = point.descriptor().length() == 1;
    String erased = primitive ? point.descriptor() : OBJECT;
    mv.visitLdcInsn(Type.getObjectType(context.getInstrumentedType().getInternalName()));
    mv.visitLdcInsn(type);
    mv.visitLdcInsn(point.site());
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Dispatchers.DISPATCHER,
        "read",
        "(" + OBJECT + erased + "Ljava/lang/Class;Ljava/lang/String;I)" + erased,
        false);
    if (!primitive) {
      mv.visitTypeInsn(Opcodes.CHECKCAST, Type.getType(point.descriptor()).getInternalName());
    }
  }

  /** Writes instructions. */
  private interface Code {
    void write(MethodVisitor mv, Implementation.Context context);
  }

  private static StackManipulation code(int impact, int most, Code code) {
    return new StackManipulation.Simple(
        (mv, context) -> {
          code.write(mv, context);
          return new StackManipulation.Size(impact, Math.max(impact, most));
        });
  }
}
