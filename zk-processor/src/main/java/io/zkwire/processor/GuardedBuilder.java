package io.zkwire.processor;

import com.google.auto.common.MoreTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;

/** Collects the guards that the subclass of one class asks. */
final class GuardedBuilder {

  private final Map<ExecutableElement, List<Guard>> guards = new LinkedHashMap<>();
  private final WiredClass owner;
  private final Tools tools;
  private final Lineage lineage;

  GuardedBuilder(WiredClass owner, Tools tools) {
    this.owner = owner;
    this.tools = tools;
    this.lineage = new Lineage(owner.element(), tools.elements());
  }

  /** Adds guards: those of superclasses before those of the class itself. */
  void add(List<Guard> added) {
    for (Guard guard : added) {
      ExecutableElement method = lineage.implementation(guard.method());
      if (!Lineage.isWoven(Lineage.declaring(method))) {
        guards.computeIfAbsent(method, key -> new ArrayList<>()).add(guard);
      }
    }
  }

  /** Whether a subclass is needed to ask them. */
  boolean isNeeded() {
    return !guards.isEmpty() && !tools.woven() && !owner.isAbstract();
  }

  /** The methods that have guards, the class's own in the order of its source first. */
  List<GuardedMethod> methods() {
    DeclaredType type = MoreTypes.asDeclared(owner.element().asType());
    return guards.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> lineage.position(entry.getKey())))
        .map(
            entry ->
                new GuardedMethod(
                    entry.getKey(),
                    MoreTypes.asExecutable(tools.types().asMemberOf(type, entry.getKey())),
                    entry.getValue()))
        .toList();
  }

  /** Whether a superclass asks guards of its own. */
  boolean hasWovenAncestor() {
    return lineage.isAnyWoven();
  }

  /** The constructors that a subclass can call. */
  static List<ExecutableElement> constructors(TypeElement type) {
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .filter(constructor -> !constructor.getModifiers().contains(Modifier.PRIVATE))
        .toList();
  }
}
