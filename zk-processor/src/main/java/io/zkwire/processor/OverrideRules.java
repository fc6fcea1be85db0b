package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.zkwire.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/**
 * Whether a subclass, or what is woven, can ask the guards of a class: GUARD-01, and BIND-03 for
 * what the subclass names.
 */
final class OverrideRules {

  private static final String OR_WEAVE =
      ", or add the weaving plugin and compile with -A" + Tools.WOVEN + "=true";

  private final Tools tools;

  OverrideRules(Tools tools) {
    this.tools = tools;
  }

  /**
   * Checks the guards of a class, of all kinds: what is wrong may lie in how they meet.
   *
   * @param own those that it asks for itself
   * @param inherited those of its superclasses
   */
  void check(WiredClass owner, List<Guard> own, List<Guard> inherited, Report.Builder report) {
    if (owner.element().getKind().isInterface() && !tools.woven()) {
      if (!own.isEmpty()) {
        interfaceHasNoObject(owner, report);
      }
      return;
    }
    own.forEach(guard -> hasBody(guard, report));
    if (tools.woven()) {
      woven(owner, own, inherited, report);
      return;
    }
    own.forEach(guard -> ownMethod(guard, report));
    List<ExecutableElement> asked = new ArrayList<>();
    own.forEach(guard -> asked.add(guard.method()));
    Lineage lineage = new Lineage(owner.element(), tools.elements());
    for (Guard guard : inherited) {
      ExecutableElement method = lineage.implementation(guard.method());
      if (!Lineage.isWoven(Lineage.declaring(method))) {
        asked.add(method);
        inheritedMethod(owner, guard, method, report);
      }
    }
    onePlaceEach(owner, lineage, Stream.concat(inherited.stream(), own.stream()).toList(), report);
    if (!asked.isEmpty() && !owner.isAbstract()) {
      extensible(owner, report);
      visible(owner, asked, report);
    }
  }

  private void woven(
      WiredClass owner, List<Guard> own, List<Guard> inherited, Report.Builder report) {
    Lineage lineage = new Lineage(owner.element(), tools.elements());
    onePlaceEach(owner, lineage, Stream.concat(inherited.stream(), own.stream()).toList(), report);
    for (Guard guard : own) {
      inherited.stream()
          .filter(above -> above.member().equals(guard.member()))
          .filter(above -> !overrides(guard.method(), above.method(), owner))
          .findFirst()
          .ifPresent(above -> oneName(guard, above, report));
    }
  }

  private boolean overrides(ExecutableElement method, ExecutableElement above, WiredClass owner) {
    return tools.elements().overrides(method, above, owner.element());
  }

  /** Private and static methods of a class and its superclass are two in spite of one name. */
  private static void oneName(Guard guard, Guard above, Report.Builder report) {
    report.error(
        ErrorCode.GUARD_OVERRIDE,
        Anchor.at(guard.method()),
        Signatures.qualified(guard.method())
            + " is guarded and does not override "
            + Signatures.qualified(above.method())
            + ", which is guarded under the same name",
        "Rename one of the two");
  }

  private static void interfaceHasNoObject(WiredClass owner, Report.Builder report) {
    report.error(
        ErrorCode.GUARD_OVERRIDE,
        Anchor.at(owner.element()),
        owner.element().getQualifiedName()
            + " has guarded methods but is an interface, and a guard belongs to an object",
        "Guard the methods of the classes that implement it" + OR_WEAVE);
  }

  private void hasBody(Guard guard, Report.Builder report) {
    Set<Modifier> modifiers = guard.method().getModifiers();
    if (modifiers.contains(Modifier.ABSTRACT)) {
      report.error(
          ErrorCode.GUARD_OVERRIDE,
          Anchor.at(guard.method()),
          Signatures.qualified(guard.method()) + " is abstract, so there is nothing to guard",
          "Guard the methods that implement it"
              + (guard.isOfClass() ? ", and single methods instead of the class" : ""));
    } else if (tools.woven() && modifiers.contains(Modifier.NATIVE)) {
      report.error(
          ErrorCode.GUARD_OVERRIDE,
          Anchor.at(guard.method()),
          Signatures.qualified(guard.method()) + " is native, so nothing can be woven around it",
          "Guard a method that calls it");
    }
  }

  private static void ownMethod(Guard guard, Report.Builder report) {
    Set<Modifier> modifiers = guard.method().getModifiers();
    String problem = null;
    String mend = null;
    if (modifiers.contains(Modifier.STATIC)) {
      problem = "static";
      mend = "Make it a method of an object";
    } else if (modifiers.contains(Modifier.PRIVATE)) {
      problem = "private";
      mend = "Make it package-private";
    } else if (modifiers.contains(Modifier.FINAL)) {
      problem = "final";
      mend = "Remove final";
    }
    if (problem != null) {
      report.error(
          ErrorCode.GUARD_OVERRIDE,
          Anchor.at(guard.method()),
          Signatures.qualified(guard.method())
              + " is guarded but "
              + problem
              + ", so no subclass can override it",
          mend + OR_WEAVE);
    }
  }

  private static void inheritedMethod(
      WiredClass owner, Guard guard, ExecutableElement method, Report.Builder report) {
    String problem = inheritedProblem(owner, guard, method);
    if (problem != null) {
      Element at = owner.element().equals(method.getEnclosingElement()) ? method : owner.element();
      report.error(
          ErrorCode.GUARD_OVERRIDE,
          Anchor.at(at),
          problem,
          "Let a subclass override it" + OR_WEAVE);
    }
  }

  private static @Nullable String inheritedProblem(
      WiredClass owner, Guard guard, ExecutableElement method) {
    String guarded = Signatures.qualified(guard.method());
    if (Lineage.isWoven(guard.declaring())) {
      return Signatures.qualified(method)
          + " overrides "
          + guarded
          + ", whose guard is woven into "
          + guard.declaring().getQualifiedName();
    }
    String inherited = owner.element().getQualifiedName() + " inherits the guarded " + guarded;
    Set<Modifier> modifiers = guard.method().getModifiers();
    if (modifiers.contains(Modifier.PRIVATE) || modifiers.contains(Modifier.STATIC)) {
      return inherited + ", which is private or static";
    }
    if (isOfPackage(guard.method())
        && !MoreElements.getPackage(guard.method()).equals(owner.in())) {
      return inherited + ", which is package-private in another package";
    }
    return method.getModifiers().contains(Modifier.FINAL)
        ? (method.equals(guard.method())
                ? inherited
                : Signatures.qualified(method) + " overrides the guarded " + guarded)
            + ", and is final"
        : null;
  }

  /**
   * A generic method and another one can become one in a subclass: then one guard would be lost.
   */
  private static void onePlaceEach(
      WiredClass owner, Lineage lineage, List<Guard> guards, Report.Builder report) {
    Map<ExecutableElement, Guard> first = new HashMap<>();
    for (Guard guard : guards) {
      ExecutableElement method = lineage.implementation(guard.method());
      Guard before = first.putIfAbsent(method, guard);
      if (before != null && !before.member().equals(guard.member())) {
        boolean own = owner.element().equals(method.getEnclosingElement());
        report.error(
            ErrorCode.GUARD_OVERRIDE,
            Anchor.at(own ? method : owner.element()),
            Signatures.qualified(method)
                + " overrides two guarded methods at once, "
                + Signatures.qualified(before.method())
                + " and "
                + Signatures.qualified(guard.method()),
            "Give one of the two another name");
      }
    }
  }

  private static boolean isOfPackage(ExecutableElement method) {
    return Stream.of(Modifier.PUBLIC, Modifier.PROTECTED)
        .noneMatch(method.getModifiers()::contains);
  }

  private static void extensible(WiredClass owner, Report.Builder report) {
    TypeElement type = owner.element();
    Set<Modifier> modifiers = type.getModifiers();
    if (type.getKind() == ElementKind.RECORD) {
      closed(owner, "is a record", "Move the guarded methods to a class", report);
    } else if (type.getKind() == ElementKind.ENUM) {
      closed(owner, "is an enum", "Move the guarded methods to a class", report);
    } else if (modifiers.contains(Modifier.FINAL)) {
      closed(owner, "is final", "Remove final", report);
    } else if (modifiers.contains(Modifier.SEALED)) {
      closed(owner, "is sealed", "Make it non-sealed", report);
    } else if (type.getEnclosingElement() instanceof TypeElement
        && !modifiers.contains(Modifier.STATIC)) {
      closed(owner, "is an inner class", "Make it static", report);
    } else if (GuardedBuilder.constructors(type).isEmpty()) {
      closed(owner, "has only private constructors", "Make one package-private", report);
    }
  }

  private static void closed(WiredClass owner, String problem, String mend, Report.Builder report) {
    report.error(
        ErrorCode.GUARD_OVERRIDE,
        Anchor.at(owner.element()),
        owner.element().getQualifiedName()
            + " has guarded methods but "
            + problem
            + ", so no subclass can ask the guards",
        mend + OR_WEAVE);
  }

  private void visible(WiredClass owner, List<ExecutableElement> methods, Report.Builder report) {
    DeclaredType type = MoreTypes.asDeclared(owner.element().asType());
    for (TypeParameterElement parameter : owner.element().getTypeParameters()) {
      parameter.getBounds().forEach(bound -> visible(owner, owner.element(), bound, report));
    }
    Stream.concat(GuardedBuilder.constructors(owner.element()).stream(), methods.stream())
        .forEach(
            member ->
                signature(MoreTypes.asExecutable(tools.types().asMemberOf(type, member)))
                    .forEach(each -> visible(owner, member, each, report)));
  }

  private static void visible(
      WiredClass owner, Element member, TypeMirror type, Report.Builder report) {
    TypeElement hidden = Access.hidden(type, owner.in());
    if (hidden != null) {
      boolean own = owner.element().equals(member.getEnclosingElement());
      report.error(
          ErrorCode.BIND_HIDDEN_TYPE,
          Anchor.at(own ? member : owner.element()),
          (member.getKind() == ElementKind.CONSTRUCTOR
                  ? "A constructor of " + owner.element().getSimpleName()
                  : member.getSimpleName())
              + " names "
              + hidden.getQualifiedName()
              + ", which the generated subclass cannot see",
          "Make " + hidden.getSimpleName() + " at least package-private in this package");
    }
  }

  private static Stream<TypeMirror> signature(ExecutableType method) {
    return Stream.of(
            Stream.of(method.getReturnType()),
            method.getParameterTypes().stream(),
            method.getThrownTypes().stream(),
            method.getTypeVariables().stream().map(TypeVariable::getUpperBound))
        .flatMap(types -> types);
  }
}
