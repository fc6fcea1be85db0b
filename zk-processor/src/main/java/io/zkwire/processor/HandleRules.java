package io.zkwire.processor;

import com.google.auto.common.MoreTypes;
import io.zkwire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The rules for fields that hold a handle, and for methods that are told of one thing. */
final class HandleRules {

  /** Why a method that is told must not be static. */
  static final String TOLD = "objects are told";

  private HandleRules() {}

  /**
   * Checks a field.
   *
   * @param field the field
   * @param handle the type that it must have
   * @param what what it holds, for the message
   */
  static void field(
      Element field, Class<?> handle, String what, ErrorCode code, Report.Builder report) {
    boolean fits = is(handle, field.asType());
    field(field, fits, "make it a " + handle.getName(), what, null, code, report);
  }

  /**
   * Something else that is wrong with a field.
   *
   * @param problem what, after "it"
   * @param mend how to mend it
   */
  record Fault(String problem, String mend) {}

  /**
   * Checks a field.
   *
   * @param field the field
   * @param fits whether it has a type that it may have
   * @param make how to give it one
   * @param what what it holds, for the message
   * @param more what else is wrong with it, or null
   */
  static void field(
      Element field,
      boolean fits,
      String make,
      String what,
      @Nullable Fault more,
      ErrorCode code,
      Report.Builder report) {
    List<Fault> faults = new ArrayList<>();
    if (!fits && field.asType().getKind() != TypeKind.ERROR) {
      faults.add(new Fault("is a " + TypeTexts.simple(field.asType()), make));
    }
    for (Modifier modifier : List.of(Modifier.STATIC, Modifier.FINAL)) {
      if (field.getModifiers().contains(modifier)) {
        faults.add(new Fault("is " + modifier, "remove " + modifier));
      }
    }
    if (more != null) {
      faults.add(more);
    }
    if (!faults.isEmpty()) {
      String problem = faults.stream().map(Fault::problem).collect(Collectors.joining(" and "));
      String mend = faults.stream().map(Fault::mend).collect(Collectors.joining(" and "));
      report.error(
          code,
          Anchor.at(field),
          "The field " + field.getSimpleName() + " cannot hold " + what + ": it " + problem,
          mend.substring(0, 1).toUpperCase(Locale.ROOT) + mend.substring(1));
    }
  }

  /**
   * Checks a method that is told: it takes nothing, or one value.
   *
   * @param method the method
   * @param value the type of the value, or null where it takes nothing
   * @param called what the value is called, for the message
   */
  static void listener(
      ExecutableElement method,
      @Nullable Class<?> value,
      String called,
      ErrorCode code,
      Report.Builder report) {
    String problem = problem(method, value);
    if (problem != null) {
      String name = method.getSimpleName().toString();
      String with =
          value == null
              ? ""
              : " or void " + name + "(" + value.getSimpleName() + " " + called + ")";
      report.error(
          code,
          Anchor.at(method),
          "The listener " + name + " " + problem,
          "Write void " + name + "()" + with);
    }
  }

  private static @Nullable String problem(ExecutableElement method, @Nullable Class<?> value) {
    String problem = CalledMethods.problemOfVoid(method, TOLD);
    if (problem != null) {
      return problem;
    }
    List<? extends VariableElement> parameters = method.getParameters();
    if (parameters.size() > (value == null ? 0 : 1)) {
      return "has " + parameters.size() + (parameters.size() == 1 ? " parameter" : " parameters");
    }
    return parameters.isEmpty()
            || value == null
            || parameters.get(0).asType().getKind() == TypeKind.ERROR
            || is(value, parameters.get(0).asType())
        ? null
        : "takes a " + TypeTexts.simple(parameters.get(0).asType());
  }

  static boolean is(Class<?> wanted, TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && MoreTypes.isTypeOf(wanted, type);
  }
}
