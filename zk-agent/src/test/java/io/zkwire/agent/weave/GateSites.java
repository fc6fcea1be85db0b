package io.zkwire.agent.weave;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.List;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.implementation.bytecode.constant.JavaConstantValue;
import net.bytebuddy.implementation.bytecode.constant.NullConstant;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.JavaConstant;

/** Reaches the gate in the way that the version of the class file allows. */
final class GateSites implements Sites {

  @Override
  public StackManipulation enter(GuardedCall call) {
    int site = call.point().site();
    StackManipulation operands =
        new StackManipulation.Compound(
            call.owner(), call.hasArguments() ? call.arguments() : NullConstant.INSTANCE);
    return new StackManipulation.AbstractBase() {
      @Override
      public Size apply(MethodVisitor next, Implementation.Context context) {
        return encoding(context.getClassFileVersion(), operands, site).apply(next, context);
      }
    };
  }

  private static StackManipulation encoding(
      ClassFileVersion version, StackManipulation operands, int site) {
    if (version.isAtLeast(ClassFileVersion.JAVA_V11)) {
      return new StackManipulation.Compound(
          new JavaConstantValue(
              JavaConstant.Dynamic.bootstrap(
                  "gate",
                  method("constant", Lookup.class, String.class, Class.class, int.class),
                  List.of(JavaConstant.Simple.ofLoaded(site)))),
          operands,
          MethodInvocation.invoke(method("enter", Object.class, Object[].class)));
    }
    if (version.isAtLeast(ClassFileVersion.JAVA_V7)) {
      return new StackManipulation.Compound(
          operands,
          MethodInvocation.invoke(
                  method("link", Lookup.class, String.class, MethodType.class, int.class))
              .dynamic(
                  "gate",
                  TypeDescription.ForLoadedType.of(Object.class),
                  List.of(
                      TypeDescription.ForLoadedType.of(Object.class),
                      TypeDescription.ForLoadedType.of(Object[].class)),
                  List.of(JavaConstant.Simple.ofLoaded(site))));
    }
    return new StackManipulation.Compound(
        operands,
        IntegerConstant.forValue(site),
        MethodInvocation.invoke(method("enter", Object.class, Object[].class, int.class)));
  }

  @Override
  public StackManipulation leave(GuardedCall call) {
    return MethodInvocation.invoke(method("leave", Object.class));
  }

  @Override
  public StackManipulation refusal(GuardedCall call) {
    return new StackManipulation.Compound(
        IntegerConstant.forValue(call.point().site()),
        MethodInvocation.invoke(method("refusal", int.class)));
  }

  private static MethodDescription.InDefinedShape method(String name, Class<?>... parameters) {
    try {
      return new MethodDescription.ForLoadedMethod(Gate.class.getMethod(name, parameters));
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}
