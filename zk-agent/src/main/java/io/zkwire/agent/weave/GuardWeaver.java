package io.zkwire.agent.weave;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Weaves guards around methods. What it makes adds no member and changes no signature, so that it
 * fits a class that is loaded already:
 *
 * <pre>{@code
 * new ByteBuddy().decorate(type, locator).visit(GuardWeaver.weave(model, sites)).make()
 * }</pre>
 */
public final class GuardWeaver {

  private GuardWeaver() {}

  /**
   * Weaves the guards of a model.
   *
   * @param model what the class wants
   * @param sites how woven code asks
   * @return what to visit the class with; it throws {@link IllegalStateException} if the class has
   *     no such method, or one without a body
   */
  public static AsmVisitorWrapper weave(WiringModel model, Sites sites) {
    Map<String, GuardPoint> points = new HashMap<>();
    model.guards().forEach(point -> points.put(point.name() + point.descriptor(), point));
    Advice advice =
        Advice.withCustomMapping()
            .bind(
                GuardAdvice.Asked.class,
                (type, method, assigner, arguments, sort) ->
                    new Piece.Read(sites.enter(call(points, type, method))))
            .bind(
                GuardAdvice.Left.class,
                (type, method, assigner, arguments, sort) ->
                    new Piece.Write(
                        sites.leave(
                            call(points, type, method),
                            MethodVariableAccess.REFERENCE.loadFrom(arguments.thrown()))))
            .bind(
                GuardAdvice.Skipped.class,
                (type, method, assigner, arguments, sort) -> {
                  GuardedCall call = call(points, type, method);
                  return new Piece.Read(SkippedValue.of(call, sites.refusal(call)));
                })
            .to(GuardAdvice.class);
    ElementMatcher<MethodDescription> guarded = method -> points.containsKey(key(method));
    return new AsmVisitorWrapper.Compound(
        advice.on(guarded), new WovenMethods(model.type(), points.keySet()));
  }

  private static GuardedCall call(
      Map<String, GuardPoint> points, TypeDescription type, MethodDescription method) {
    return new GuardedCall(type, method, Objects.requireNonNull(points.get(key(method))));
  }

  private static String key(MethodDescription method) {
    return method.getInternalName() + method.getDescriptor();
  }
}
