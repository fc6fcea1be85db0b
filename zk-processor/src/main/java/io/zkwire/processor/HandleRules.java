package io.zkwire.processor;

import com.google.auto.common.MoreTypes;
import io.zkwire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The rules for fields that hold a handle, and for methods that are told of one thing. */
final class HandleRules {

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
    List<String> problems = new ArrayList<>();
    List<String> mends = new ArrayList<>();
    TypeMirror type = field.asType();
    if (type.getKind() != TypeKind.ERROR && !is(handle, type)) {
      problems.add("is a " + TypeTexts.simple(type));
      mends.add("make it a " + handle.getName());
    }
    for (Modifier modifier : List.of(Modifier.STATIC, Modifier.FINAL)) {
      if (field.getModifiers().contains(modifier)) {
        problems.add("is " + modifier);
        mends.add("remove " + modifier);
      }
    }
    if (!problems.isEmpty()) {
      String mend = String.join(" and ", mends);
      report.error(
          code,
          Anchor.at(field),
          "The field "
              + field.getSimpleName()
              + " cannot hold "
              + what
              + ": it "
              + String.join(" and ", problems),
          mend.substring(0, 1).toUpperCase(Locale.ROOT) + mend.substring(1));
    }
  }

  /**
   * Checks a method that takes nothing or one value.
   *
   * @param method the method
   * @param value the type of the value
   */
  static void listener(
      ExecutableElement method, Class<?> value, ErrorCode code, Report.Builder report) {
    String problem = problem(method, value);
    if (problem != null) {
      report.error(
          code,
          Anchor.at(method),
          "The listener " + method.getSimpleName() + " " + problem,
          String.format(
              "Write void %1$s() or void %1$s(%2$s now)",
              method.getSimpleName(), value.getSimpleName()));
    }
  }

  private static @Nullable String problem(ExecutableElement method, Class<?> value) {
    if (method.getModifiers().contains(Modifier.STATIC)) {
      return "is static, but objects are told";
    }
    if (method.getReturnType().getKind() != TypeKind.VOID) {
      return "returns " + TypeTexts.simple(method.getReturnType());
    }
    if (!method.getTypeParameters().isEmpty()) {
      return "has type parameters of its own";
    }
    List<? extends VariableElement> parameters = method.getParameters();
    if (parameters.size() > 1) {
      return "has " + parameters.size() + " parameters";
    }
    return parameters.isEmpty()
            || parameters.get(0).asType().getKind() == TypeKind.ERROR
            || is(value, parameters.get(0).asType())
        ? null
        : "takes a " + TypeTexts.simple(parameters.get(0).asType());
  }

  private static boolean is(Class<?> wanted, TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && MoreTypes.isTypeOf(wanted, type);
  }
}
