package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.zkwire.ConfigChange;
import io.zkwire.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The rules for methods that carry {@code @OnConfigChange}. */
final class ConfigListenerRules {

  private final Tools tools;

  ConfigListenerRules(Tools tools) {
    this.tools = tools;
  }

  void check(WiredClass owner, List<ConfigListener> listeners, Report.Builder report) {
    for (ConfigListener listener : listeners) {
      if (listener.method().getModifiers().contains(Modifier.STATIC)) {
        report.error(
            ErrorCode.CONFIG_STATIC,
            Anchor.at(listener.method()),
            "The listener " + listener.name() + " is static, but values are bound to objects",
            "Remove static");
      }
      ConfigKey key = listener.key();
      TypeMirror type = key == null ? null : key.type();
      if (key == null) {
        unbound(listener, report);
      } else if (type != null) {
        signature(listener, type, report);
        boolean own = owner.element().equals(key.member().getEnclosingElement());
        if (!own && !listener.method().getParameters().isEmpty()) {
          visibility(owner, listener, type, report);
        }
      }
    }
  }

  private static void unbound(ConfigListener listener, Report.Builder report) {
    String known =
        listener.known().isEmpty()
            ? "Add @ZkConfig(" + Json.of(listener.path()) + ") to a field of this class"
            : "Bound are "
                + listener.known().stream()
                    .sorted()
                    .limit(3)
                    .map(Json::of)
                    .collect(Collectors.joining(", "));
    report.error(
        ErrorCode.CONFIG_LISTENER_KEY,
        Anchor.at(listener.method(), listener.annotation(), "value"),
        "Nothing in this class or its superclasses binds the key " + Json.of(listener.path()),
        Suggestions.of(listener.path(), listener.known(), known));
  }

  private void signature(ConfigListener listener, TypeMirror type, Report.Builder report) {
    ExecutableElement method = listener.method();
    String problem = signatureProblem(method, type);
    if (problem != null) {
      String name = TypeTexts.simple(type);
      String boxed = TypeTexts.simple(tools.boxed(type));
      report.error(
          ErrorCode.CONFIG_LISTENER,
          Anchor.at(method),
          "The listener " + listener.name() + " " + problem,
          String.format(
              "Write void %1$s(), void %1$s(%2$s now), void %1$s(%2$s before, %2$s now) or void"
                  + " %1$s(ConfigChange<%3$s> change)",
              listener.name(), name, boxed));
    }
  }

  private @Nullable String signatureProblem(ExecutableElement method, TypeMirror type) {
    List<? extends VariableElement> parameters = method.getParameters();
    if (method.getReturnType().getKind() != TypeKind.VOID) {
      return "returns " + TypeTexts.simple(method.getReturnType());
    }
    if (!method.getTypeParameters().isEmpty()) {
      return "has type parameters of its own";
    }
    if (parameters.size() > 2) {
      return "has " + parameters.size() + " parameters";
    }
    if (parameters.size() == 1 && isChange(parameters.get(0).asType(), type)) {
      return null;
    }
    for (VariableElement parameter : parameters) {
      if (!tools.sameBoxed(parameter.asType(), type)) {
        return "takes a "
            + TypeTexts.simple(parameter.asType())
            + ", but the key is bound as "
            + TypeTexts.simple(type);
      }
    }
    return null;
  }

  private boolean isChange(TypeMirror parameter, TypeMirror type) {
    if (!isChange(parameter)) {
      return false;
    }
    List<? extends TypeMirror> arguments = MoreTypes.asDeclared(parameter).getTypeArguments();
    return arguments.size() == 1 && tools.sameBoxed(arguments.get(0), type);
  }

  /** Whether a type is a {@code ConfigChange} of anything. */
  static boolean isChange(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && MoreTypes.isTypeOf(ConfigChange.class, type);
  }

  private static void visibility(
      WiredClass owner, ConfigListener listener, TypeMirror type, Report.Builder report) {
    TypeElement hidden = Access.hidden(type, MoreElements.getPackage(owner.element()));
    if (hidden != null) {
      report.error(
          ErrorCode.BIND_HIDDEN_TYPE,
          Anchor.at(listener.method()),
          "The listener "
              + listener.name()
              + " names "
              + hidden.getQualifiedName()
              + ", which the generated binding cannot see",
          "Make " + hidden.getSimpleName() + " public, or let the listener take nothing");
    }
  }
}
