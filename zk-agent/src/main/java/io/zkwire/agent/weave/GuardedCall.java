package io.zkwire.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.collection.ArrayFactory;
import net.bytebuddy.implementation.bytecode.constant.NullConstant;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;

/**
 * One call of a guarded method, as the code sees it that is woven into the method. Immutable.
 *
 * @param type the class that declares the method
 * @param method the method
 * @param point what was asked for
 */
public record GuardedCall(TypeDescription type, MethodDescription method, GuardPoint point) {

  /** Puts {@code this} on the stack, or null in a static method. */
  public StackManipulation owner() {
    return method.isStatic() ? NullConstant.INSTANCE : MethodVariableAccess.loadThis();
  }

  /** Whether the guards have places that arguments fill; without any nothing is allocated. */
  public boolean hasArguments() {
    return !point.arguments().isEmpty();
  }

  /** Puts a new {@code Object[]} on the stack with the arguments that fill places, boxed. */
  public StackManipulation arguments() {
    List<StackManipulation> values = new ArrayList<>();
    for (int index : point.arguments()) {
      ParameterDescription parameter = method.getParameters().get(index);
      values.add(
          new StackManipulation.Compound(
              MethodVariableAccess.load(parameter),
              Assigner.DEFAULT.assign(
                  parameter.getType().asErasure().asGenericType(),
                  TypeDescription.ForLoadedType.of(Object.class).asGenericType(),
                  Assigner.Typing.STATIC)));
    }
    return ArrayFactory.forType(TypeDescription.ForLoadedType.of(Object.class).asGenericType())
        .withValues(values);
  }
}
