package io.zkwire.agent.build;

import io.zkwire.agent.weave.GuardedCall;
import io.zkwire.agent.weave.Sites;
import java.util.Objects;
import java.util.function.Consumer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** How woven code asks at the places that {@link PlaceWriter} puts into the class. */
final class PlaceSites implements Sites {

  static final String ENTER = "enter";

  private final Wiring wiring;

  PlaceSites(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public StackManipulation enter(GuardedCall call) {
    StackManipulation place = code(1, 1, out -> made(out, call));
    return call.hasArguments()
        ? new StackManipulation.Compound(
            place, call.arguments(), code(-1, 0, out -> enter(out, "[Ljava/lang/Object;")))
        : new StackManipulation.Compound(place, code(0, 0, out -> enter(out, "")));
  }

  @Override
  public StackManipulation leave(GuardedCall call) {
    return code(
        -1,
        0,
        out -> {
          out.visitTypeInsn(Opcodes.CHECKCAST, RuntimeNames.PASSAGE);
          out.visitMethodInsn(Opcodes.INVOKEINTERFACE, RuntimeNames.PASSAGE, "leave", "()V", true);
        });
  }

  @Override
  public StackManipulation leave(GuardedCall call, StackManipulation thrown) {
    return new StackManipulation.Compound(
        thrown,
        code(
            -2,
            0,
            out ->
                out.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    PlaceCode.SITE,
                    "leave",
                    "(Ljava/lang/Object;Ljava/lang/Throwable;)V",
                    false)));
  }

  @Override
  public StackManipulation refusal(GuardedCall call) {
    return code(
        1,
        1,
        out -> {
          made(out, call);
          out.visitMethodInsn(
              Opcodes.INVOKEVIRTUAL,
              PlaceCode.SITE,
              "refusal",
              "()Ljava/lang/RuntimeException;",
              false);
        });
  }

  private void made(MethodVisitor out, GuardedCall call) {
    String key = call.method().getInternalName() + call.method().getDescriptor();
    PlaceCode.load(out, wiring, Objects.requireNonNull(wiring.method(key)));
    out.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        PlaceCode.SITE,
        "made",
        "(" + PlaceCode.SITE_TYPE + ")" + PlaceCode.SITE_TYPE,
        false);
  }

  private static void enter(MethodVisitor out, String arguments) {
    out.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        PlaceCode.SITE,
        ENTER,
        "(" + arguments + ")L" + RuntimeNames.PASSAGE + ";",
        false);
  }

  private static StackManipulation code(int impact, int most, Consumer<MethodVisitor> write) {
    return new StackManipulation.AbstractBase() {
      @Override
      public Size apply(MethodVisitor out, Implementation.Context context) {
        write.accept(out);
        return new Size(impact, most + 1); // an interface's place needs its member's name too
      }
    };
  }
}
