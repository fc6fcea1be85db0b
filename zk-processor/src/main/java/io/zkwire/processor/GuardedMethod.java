package io.zkwire.processor;

import io.zkwire.annotation.Otherwise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.type.ExecutableType;

/**
 * A method that the subclass overrides.
 *
 * @param method the method
 * @param signature its types, as the class sees them
 * @param guards its guards, in the order in which they are asked; those of superclasses first
 */
record GuardedMethod(ExecutableElement method, ExecutableType signature, List<Guard> guards) {

  GuardedMethod {
    guards = guards.stream().sorted(Comparator.comparing(Guard::kind)).toList();
  }

  /** The method as the runtime asks for it. */
  String member() {
    return guards.get(0).member();
  }

  /** Whether a call that may not run can return. */
  boolean returnsOtherwise() {
    return guards.stream().anyMatch(guard -> guard.resolvedOtherwise() != Otherwise.THROW);
  }

  /** Which parameters are part of the guards' names, in the order in which they are passed. */
  List<Integer> arguments() {
    List<Integer> arguments = new ArrayList<>();
    for (Guard guard : guards) {
      List<Name> names =
          guard.method().getParameters().stream().map(Element::getSimpleName).toList();
      for (String parameter : guard.parameters()) {
        Name name =
            names.stream().filter(each -> each.contentEquals(parameter)).findFirst().orElse(null);
        arguments.add(names.indexOf(Objects.requireNonNull(name)));
      }
    }
    return arguments;
  }
}
