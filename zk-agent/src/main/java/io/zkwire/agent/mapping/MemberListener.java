package io.zkwire.agent.mapping;

import io.zkwire.Member;
import io.zkwire.Reason;
import io.zkwire.runtime.spi.MemberListenerSpec;
import io.zkwire.runtime.spi.MemberListenerSpec.Kind;
import io.zkwire.runtime.spi.Spec;
import java.util.List;

/**
 * A method that is told of members of a group.
 *
 * @param group the group
 * @param kind of what
 */
record MemberListener(String group, Kind kind) implements MethodWish {

  private static final String MEMBER = Member.class.descriptorString();
  private static final String REASON = Reason.class.descriptorString();

  static MethodWish read(Section entry, String key, Kind kind) {
    boolean state = kind == Kind.CHANGE && entry.truth("state");
    return new MemberListener(entry.needed(key), state ? Kind.STATE : kind);
  }

  @Override
  public String refusal(MethodShape method) {
    String taken = method.descriptor().substring(0, method.descriptor().indexOf(')') + 1);
    List<String> fitting =
        switch (kind) {
          case JOIN -> List.of("()", "(" + MEMBER + ")");
          case LEAVE -> List.of("()", "(" + MEMBER + ")", "(" + MEMBER + REASON + ")");
          case CHANGE, STATE -> List.of("()", "(" + MEMBER + ")", "(" + MEMBER + MEMBER + ")");
        };
    return fitting.contains(taken)
        ? ""
        : "a method that is told of members takes nothing but what it is told";
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape shape, Answer answer) {
    int parameters = shape.parameters();
    if (parameters > 0) {
      OwnTypes.require(Member.class, to.method(shape.signature()).getParameterTypes()[0]);
    }
    return MemberListenerSpec.of(
        kind,
        group,
        shape.name(),
        (carried, before, now, reason) ->
            carried.call(shape, arguments(parameters, before, now, reason)));
  }

  private Object[] arguments(int parameters, Member before, Member now, Reason reason) {
    if (parameters < 2) {
      return parameters == 0 ? new Object[0] : new Object[] {now};
    }
    return kind == Kind.LEAVE ? new Object[] {now, reason} : new Object[] {before, now};
  }
}
