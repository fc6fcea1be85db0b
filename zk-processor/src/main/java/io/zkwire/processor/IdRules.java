package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.zkwire.ErrorCode;
import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.IdStrategy;
import io.zkwire.annotation.GlobalId;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** The rules for members that give IDs: ID-01 to ID-03. */
final class IdRules {

  private static final String NAME_MEND = "Use one segment of A-Z a-z 0-9 . _ -";

  private final Tools tools;

  IdRules(Tools tools) {
    this.tools = tools;
  }

  void check(WiredClass owner, List<IdMember> members, Report.Builder report) {
    for (IdMember member : members) {
      attributes(member, report);
      if (member.isMethod()) {
        method(owner, member, report);
      } else {
        field(member, report);
      }
    }
    if (members.stream().anyMatch(IdMember::isMethod)) {
      others(owner, report);
    }
  }

  private static void field(IdMember field, Report.Builder report) {
    HandleRules.field(
        field.member(),
        isHolder(field.member().asType()),
        "make it an io.zkwire.IdGenerator, a LongSupplier or a Supplier<String>",
        "a generator of IDs",
        null,
        ErrorCode.ID_FIELD,
        report);
  }

  private static boolean isHolder(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED || !(type instanceof DeclaredType declared)) {
      return false;
    }
    return MoreTypes.isTypeOf(IdGenerator.class, type)
        || MoreTypes.isTypeOf(LongSupplier.class, type)
        || (MoreTypes.isTypeOf(Supplier.class, type)
            && declared.getTypeArguments().size() == 1
            && declared.getTypeArguments().get(0).getKind() == TypeKind.DECLARED
            && MoreTypes.isTypeOf(String.class, declared.getTypeArguments().get(0)));
  }

  private static void method(WiredClass owner, IdMember member, Report.Builder report) {
    String problem = problem(owner, member.method(), member.call());
    if (problem != null) {
      report.error(
          ErrorCode.ID_METHOD,
          Anchor.at(member.member()),
          "The method " + member.shown() + " cannot give IDs: it " + problem,
          "Write long "
              + member.name()
              + "(), String "
              + member.name()
              + "(), IdNode or IdGenerator, in an interface and without a body; or annotate a field");
    } else if ("nextNode".equals(member.call())
        && member.options().strategy() != IdStrategy.SEQUENTIAL) {
      report.error(
          ErrorCode.ID_METHOD,
          member.anchor("strategy"),
          "The method "
              + member.shown()
              + " returns an IdNode, and "
              + member.options().strategy()
              + " makes no nodes",
          "Take the strategy SEQUENTIAL, or return long or String");
    }
  }

  private static @Nullable String problem(
      WiredClass owner, ExecutableElement method, @Nullable String call) {
    if (owner.element().getKind() != ElementKind.INTERFACE) {
      return "is a method of a class";
    }
    if (!method.getModifiers().contains(Modifier.ABSTRACT)) {
      return "has a body";
    }
    if (!method.getParameters().isEmpty()) {
      return "has parameters";
    }
    if (!method.getTypeParameters().isEmpty()) {
      return "has type parameters of its own";
    }
    return call != null || method.getReturnType().getKind() == TypeKind.ERROR
        ? null
        : "returns " + TypeTexts.simple(method.getReturnType());
  }

  /** What else stands in the interface must not need a body that nobody writes. */
  private void others(WiredClass owner, Report.Builder report) {
    if (owner.element().getKind() != ElementKind.INTERFACE) {
      return;
    }
    String name = owner.element().getSimpleName().toString();
    if (!owner.element().getTypeParameters().isEmpty()) {
      report.error(
          ErrorCode.ID_METHOD,
          Anchor.at(owner.element()),
          "The interface " + name + " has type parameters, so that no one class can implement it",
          "Remove them");
    }
    if (owner.element().getModifiers().contains(Modifier.SEALED)) {
      report.error(
          ErrorCode.ID_METHOD,
          Anchor.at(owner.element()),
          "The interface " + name + " is sealed, so that generated code cannot implement it",
          "Remove sealed");
    }
    for (ExecutableElement method :
        ElementFilter.methodsIn(tools.elements().getAllMembers(owner.element()))) {
      TypeElement declaring = MoreElements.asType(method.getEnclosingElement());
      boolean own = declaring.equals(owner.element());
      if (method.getModifiers().contains(Modifier.ABSTRACT)
          && !isOfObject(method)
          && !(own && MoreElements.isAnnotationPresent(method, GlobalId.class))) {
        report.error(
            ErrorCode.ID_METHOD,
            Anchor.at(own ? method : owner.element()),
            "The method "
                + Signatures.simple(method)
                + (own ? " has no body" : " is inherited and has no body")
                + ", and generated code can only give IDs",
            "Annotate it with @GlobalId in " + name + ", give it a body, or move it elsewhere");
      }
    }
  }

  /** Whether every object has such a method of itself. */
  private static boolean isOfObject(ExecutableElement method) {
    int parameters = method.getParameters().size();
    return switch (method.getSimpleName().toString()) {
      case "toString", "hashCode" -> parameters == 0;
      case "equals" -> parameters == 1;
      default -> false;
    };
  }

  private static void attributes(IdMember member, Report.Builder report) {
    String type = member.type();
    IdOptions options = member.options();
    report(member, "type", KeyPath.nameProblem("type", type, type), NAME_MEND, report);
    if (!options.name().isEmpty() && !KeyPath.isSegment(options.name())) {
      String problem = KeyPath.nameProblem("name", options.name(), options.name());
      report(member, "name", problem, NAME_MEND, report);
    } else if (options.name().contains("$")) {
      report(member, "name", "The name has a placeholder", "Write the name itself", report);
    }
    String contradiction = options.contradiction();
    if (!contradiction.isEmpty()) {
      String attribute = contradiction.substring(0, contradiction.indexOf(' '));
      report(
          member,
          attribute,
          "The attribute " + contradiction,
          "Remove it, or take another strategy",
          report);
      return;
    }
    try {
      options.formatFor("x");
    } catch (IllegalArgumentException e) {
      report(
          member,
          "format",
          "The format " + Json.of(options.format()) + " cannot be used: " + e.getMessage(),
          "Write text of A-Z a-z 0-9 . _ : / # + ~ = - with one of {id}, such as"
              + " ORD-{date}-{id:08}{check}",
          report);
    }
    if (options.strategy() == IdStrategy.SNOWFLAKE) {
      try {
        options.layoutInForce();
      } catch (IllegalArgumentException e) {
        report(
            member,
            options.layout().isEmpty() ? "epoch" : "layout",
            "The layout of the IDs cannot be used: " + e.getMessage(),
            "Share out at most 63 bits, or 53 for JavaScript, such as 41-8-14; write the epoch as"
                + " 2026-01-01T00:00:00Z",
            report);
      }
    }
  }

  private static void report(
      IdMember member,
      String attribute,
      @Nullable String problem,
      String mend,
      Report.Builder report) {
    if (problem != null) {
      report.error(ErrorCode.ID_ATTRIBUTE, member.anchor(attribute), problem, mend);
    }
  }
}
