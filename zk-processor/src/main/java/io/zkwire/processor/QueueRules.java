package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.zkwire.Delivery;
import io.zkwire.ErrorCode;
import io.zkwire.WorkQueue;
import io.zkwire.annotation.Otherwise;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The rules for queues: QUEUE-01, QUEUE-02 and QUEUE-03. */
final class QueueRules {

  private static final String TIME_MEND =
      "Write a time of at most one day, such as 200ms, 5s, 2m, 1h or PT5S";

  private final GuardReader guards;
  private final ValueTypes types;

  QueueRules(Tools tools) {
    this.guards = new GuardReader(tools);
    this.types = new ValueTypes(tools);
  }

  void check(WiredClass owner, List<QueueMember> members, Report.Builder report) {
    for (QueueMember member : members) {
      String problem = KeyPath.nameProblem("queue", member.queue(), member.queue());
      if (problem != null) {
        report.error(
            ErrorCode.QUEUE_ATTRIBUTE,
            member.anchor("value"),
            problem,
            "Write 1 to 128 of A-Z a-z 0-9 . _ -, such as mail");
      }
      if (member.kind() == QueueMember.Kind.FIELD) {
        field(member, report);
        within(member, "limit", 1, WorkQueue.MOST_ITEMS, report);
      } else {
        consumer(owner, member, report);
        within(member, "concurrency", 1, 64, report);
        within(member, "retries", 0, 100, report);
        time(member, "retryDelay", report);
        time(member, "visibility", report);
      }
    }
  }

  private static void within(
      QueueMember member, String attribute, int least, int most, Report.Builder report) {
    int value = member.number(attribute);
    if (value < least || value > most) {
      report.error(
          ErrorCode.QUEUE_ATTRIBUTE,
          member.anchor(attribute),
          attribute + " = " + value + " is not in " + least + " to " + most,
          "Write a number in that range");
    }
  }

  private static void time(QueueMember member, String attribute, Report.Builder report) {
    String text = member.text(attribute);
    boolean visibility = attribute.equals("visibility");
    String problem = text.isEmpty() && !visibility ? "is no duration" : WaitTimes.problem(text);
    if (problem == null && visibility && !text.isEmpty() && WaitTimes.isZero(text)) {
      problem = "leaves no time for a try";
    }
    if (problem != null) {
      report.error(
          ErrorCode.QUEUE_ATTRIBUTE,
          member.anchor(attribute),
          attribute + " = " + Json.of(text) + " " + problem,
          TIME_MEND);
    }
  }

  private void field(QueueMember field, Report.Builder report) {
    TypeMirror item = field.item();
    Refusal refusal = item == null ? null : types.refusal(item);
    HandleRules.field(
        field.member(),
        item != null,
        "make it a WorkQueue of the type of its items",
        "a queue",
        refusal == null
            ? null
            : new HandleRules.Fault(
                "holds items of a type that cannot be read: " + refusal.reason(), "use a record"),
        ErrorCode.QUEUE_FIELD,
        report);
  }

  private void consumer(WiredClass owner, QueueMember consumer, Report.Builder report) {
    ExecutableElement method = consumer.method();
    String problem = signatureProblem(owner, method);
    if (problem != null) {
      report.error(
          ErrorCode.QUEUE_CONSUMER,
          Anchor.at(method),
          "The consumer " + consumer.name() + " " + problem,
          String.format(
              "Write void %1$s(Item item) or void %1$s(Item item, Delivery delivery), of a record"
                  + " or another type that Jackson reads",
              consumer.name()));
      return;
    }
    boolean skips =
        guards.own(owner.element(), Set.of(GuardKind.values())).stream()
            .anyMatch(
                guard ->
                    guard.method().equals(method) && guard.resolvedOtherwise() != Otherwise.THROW);
    if (skips) {
      report.error(
          ErrorCode.QUEUE_CONSUMER,
          Anchor.at(method),
          "The consumer "
              + consumer.name()
              + " is guarded, and an item whose call is skipped would"
              + " count as done",
          "Write otherwise = Otherwise.THROW in its guards");
    }
  }

  private @Nullable String signatureProblem(WiredClass owner, ExecutableElement method) {
    String problem = CalledMethods.problemOfVoid(method, "objects take items");
    if (problem != null) {
      return problem;
    }
    List<? extends VariableElement> parameters = method.getParameters();
    if (parameters.isEmpty() || parameters.size() > 2) {
      return "has " + parameters.size() + " parameters";
    }
    if (parameters.size() == 2 && !isDelivery(parameters.get(1).asType())) {
      return "takes a " + TypeTexts.simple(parameters.get(1).asType()) + " beside the item";
    }
    TypeMirror item = parameters.get(0).asType();
    Refusal refusal = types.refusal(item);
    if (refusal != null) {
      return "takes items of a type that cannot be read: " + refusal.reason();
    }
    TypeElement hidden = Access.hidden(item, MoreElements.getPackage(owner.element()));
    return hidden == null
        ? null
        : "takes a " + hidden.getQualifiedName() + ", which the generated binding cannot see";
  }

  private static boolean isDelivery(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && MoreTypes.isTypeOf(Delivery.class, type);
  }
}
