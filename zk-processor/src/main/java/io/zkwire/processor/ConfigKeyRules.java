package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.zkwire.ErrorCode;
import io.zkwire.Live;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The rules for members that carry {@code @ZkConfig}. */
final class ConfigKeyRules {

  private final Tools tools;
  private final ValueTypes valueTypes;
  private final JacksonTypes jackson;
  private final ConverterRules converters;

  ConfigKeyRules(Tools tools) {
    this.tools = tools;
    this.valueTypes = new ValueTypes(tools);
    this.jackson = new JacksonTypes(tools);
    this.converters = new ConverterRules(tools);
  }

  void check(
      WiredClass owner, List<ConfigKey> keys, List<ConfigKey> inherited, Report.Builder report) {
    PackageElement from = MoreElements.getPackage(owner.element());
    for (int i = 0; i < keys.size(); i++) {
      ConfigKey key = keys.get(i);
      modifiers(key, report);
      path(key, report);
      setter(key, report);
      type(key, report);
      visibility(key, from, report);
      attributes(key, from, report);
      oneType(key, Stream.concat(keys.subList(0, i).stream(), inherited.stream()), report);
    }
  }

  private static void modifiers(ConfigKey key, Report.Builder report) {
    boolean field = key.target() != ConfigKey.Target.SETTER;
    boolean isStatic = key.member().getModifiers().contains(Modifier.STATIC);
    boolean isFinal = key.member().getModifiers().contains(Modifier.FINAL);
    if (isStatic) {
      report.error(
          ErrorCode.CONFIG_STATIC,
          Anchor.at(key.member()),
          (field ? "The field " : "The setter ")
              + key.name()
              + " is static, but values are bound"
              + " to objects",
          "Remove static");
    }
    if (field && isFinal) {
      report.error(
          ErrorCode.CONFIG_FINAL,
          Anchor.at(key.member()),
          "The field " + key.name() + " is final, so its value could never change",
          "Remove final" + (key.target() == ConfigKey.Target.FIELD ? " and write volatile" : ""));
    }
    if (key.target() == ConfigKey.Target.FIELD
        && !isStatic
        && !isFinal
        && !key.member().getModifiers().contains(Modifier.VOLATILE)
        && !isSuppressed(key.member())) {
      report.warning(
          ErrorCode.CONFIG_NOT_VOLATILE,
          Anchor.at(key.member()),
          "The field "
              + key.name()
              + " is not volatile: it is written by a thread of zkwire, and other threads may see"
              + " the new value late or never",
          "Write volatile, or @SuppressWarnings(\"zkwire\") where all reads are otherwise"
              + " synchronised");
    }
  }

  private static void path(ConfigKey key, Report.Builder report) {
    String problem = KeyPath.problem(key.path());
    if (problem != null) {
      report.error(
          ErrorCode.CONFIG_PATH,
          key.anchor("value"),
          problem,
          "Write segments of A-Z a-z 0-9 . _ - between single slashes, such as report/interval");
    }
  }

  private static void setter(ConfigKey key, Report.Builder report) {
    if (!(key.member() instanceof ExecutableElement method)) {
      return;
    }
    int parameters = method.getParameters().size();
    TypeMirror result = method.getReturnType();
    String problem = null;
    if (parameters != 1) {
      problem = "has " + parameters + " parameters";
    } else if (result.getKind() != TypeKind.VOID) {
      problem = "returns " + result;
    } else if (!method.getTypeParameters().isEmpty()) {
      problem = "has type parameters of its own";
    } else if (isLive(key.type())) {
      problem = "takes a Live";
    }
    if (problem != null) {
      report.error(
          ErrorCode.CONFIG_SETTER,
          Anchor.at(method),
          "The setter " + key.name() + " " + problem,
          "Let it take the value itself, as its only parameter, and return nothing");
    }
  }

  private void type(ConfigKey key, Report.Builder report) {
    Refusal refusal = refusal(key);
    if (refusal != null) {
      report.error(
          ErrorCode.CONFIG_TYPE,
          Anchor.at(key.member()),
          "The type of " + key.name() + " cannot be converted: " + refusal.reason(),
          refusal.mend());
    }
  }

  private @Nullable Refusal refusal(ConfigKey key) {
    TypeMirror type = key.type();
    if (type == null) {
      return key.target() == ConfigKey.Target.LIVE
          ? Refusal.of("Live is raw", "Write its type argument, as in Live<String>")
          : null;
    }
    if (key.target() == ConfigKey.Target.SETTER && isLive(type)) {
      return null;
    }
    if (key.converter() == null) {
      return valueTypes.refusal(type);
    }
    return TypeTexts.isRaw(type) ? Refusal.raw(type) : jackson.pattern(type);
  }

  private static void visibility(ConfigKey key, PackageElement from, Report.Builder report) {
    TypeElement hidden = key.type() == null ? null : Access.hidden(key.type(), from);
    if (hidden != null) {
      report.error(
          ErrorCode.BIND_HIDDEN_TYPE,
          Anchor.at(key.member()),
          "The type of "
              + key.name()
              + " names "
              + hidden.getQualifiedName()
              + ", which the generated binding cannot see",
          "Make " + hidden.getSimpleName() + " at least package-private in this package");
    }
  }

  private void attributes(ConfigKey key, PackageElement from, Report.Builder report) {
    TypeMirror type = key.type();
    if (type == null) {
      return;
    }
    TypeElement converter = key.converter();
    String problem = converter == null ? null : converters.problem(converter, type, from);
    if (problem != null) {
      report.error(
          ErrorCode.CONFIG_ATTRIBUTE,
          key.anchor("converter"),
          problem,
          "Name a concrete class with a constructor without parameters that implements"
              + " ValueConverter<"
              + tools.boxed(type)
              + ">");
    }
    if (key.subtree()) {
      subtree(key, type, report);
    }
  }

  private void subtree(ConfigKey key, TypeMirror type, Report.Builder report) {
    String problem = null;
    if (key.converter() != null) {
      problem = "A subtree has one text for each component, so one converter cannot read it";
    } else if (type.getKind() == TypeKind.DECLARED
        && MoreTypes.asTypeElement(type).getKind() == ElementKind.RECORD) {
      Map<String, TypeMirror> components = valueTypes.components(MoreTypes.asDeclared(type));
      problem =
          components.keySet().stream()
              .filter(name -> !KeyPath.isSegment(name))
              .map(name -> "The component " + name + " of " + type + " is no name of a node")
              .findFirst()
              .orElse(null);
    } else {
      problem = "Only a record can be a subtree, and " + key.name() + " is a " + type;
    }
    if (problem != null) {
      report.error(
          ErrorCode.CONFIG_ATTRIBUTE, key.anchor("layout"), problem, "Use layout = Layout.NODE");
    }
  }

  private void oneType(ConfigKey key, Stream<ConfigKey> others, Report.Builder report) {
    TypeMirror type = key.type();
    if (type == null) {
      return;
    }
    others
        .filter(other -> other.node().equals(key.node()))
        .filter(other -> other.type() != null && !tools.sameBoxed(other.type(), type))
        .findFirst()
        .ifPresent(
            other ->
                report.error(
                    ErrorCode.CONFIG_TWO_TYPES,
                    key.anchor("value"),
                    "The key "
                        + Json.of(key.path())
                        + " is bound to "
                        + key.name()
                        + " as "
                        + type
                        + " and to "
                        + other.qualifiedName()
                        + " as "
                        + other.type(),
                    "Use one type for both, or two keys"));
  }

  private static boolean isLive(@Nullable TypeMirror type) {
    return type != null
        && type.getKind() == TypeKind.DECLARED
        && MoreTypes.isTypeOf(Live.class, type);
  }

  private static boolean isSuppressed(Element member) {
    for (Element each = member; each != null; each = each.getEnclosingElement()) {
      SuppressWarnings suppressed = each.getAnnotation(SuppressWarnings.class);
      if (suppressed != null && Arrays.asList(suppressed.value()).contains("zkwire")) {
        return true;
      }
    }
    return false;
  }
}
