package io.zkwire.processor;

import com.google.auto.common.MoreTypes;
import io.zkwire.DataSize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Name;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Which types a value can have without a converter of its own: CONFIG-03. */
final class ValueTypes {

  private static final NamedTypes SCALARS =
      NamedTypes.textual(
          Duration.class,
          DataSize.class,
          BigDecimal.class,
          BigInteger.class,
          URI.class,
          Path.class,
          InetSocketAddress.class,
          Instant.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          ZoneId.class,
          Locale.class,
          Charset.class,
          UUID.class);

  private static final NamedTypes CONTAINERS =
      NamedTypes.of(List.class, Set.class, Collection.class, Optional.class);

  private static final NamedTypes MAP = NamedTypes.of(Map.class);

  private final Tools tools;
  private final JacksonTypes jackson;

  ValueTypes(Tools tools) {
    this.tools = tools;
    this.jackson = new JacksonTypes(tools);
  }

  /** Why a type is refused, or null if it is not. */
  @Nullable Refusal refusal(TypeMirror type) {
    return refusal(type, new HashSet<>());
  }

  /** The components of a record, with the arguments of a generic record put in. */
  Map<String, TypeMirror> components(DeclaredType type) {
    Map<String, TypeMirror> components = new LinkedHashMap<>();
    TypeElement record = MoreTypes.asTypeElement(type);
    for (RecordComponentElement each : record.getRecordComponents()) {
      // Not its accessor, which javac 17 has only once the record has been entered.
      VariableElement field = field(record, each.getSimpleName());
      TypeMirror actual = field == null ? each.asType() : tools.types().asMemberOf(type, field);
      components.put(each.getSimpleName().toString(), actual);
    }
    return components;
  }

  private static @Nullable VariableElement field(TypeElement record, Name name) {
    return ElementFilter.fieldsIn(record.getEnclosedElements()).stream()
        .filter(field -> field.getSimpleName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private @Nullable Refusal refusal(TypeMirror type, Set<TypeElement> open) {
    TypeKind kind = type.getKind();
    if (kind.isPrimitive() || kind == TypeKind.ERROR) {
      return null; // the compiler reports a type that it cannot find
    }
    return switch (kind) {
      case ARRAY ->
          ((ArrayType) type).getComponentType().getKind() == TypeKind.BYTE
              ? null
              : Refusal.of("arrays other than byte[] are refused", "Use a List");
      case TYPEVAR -> Refusal.of(type + " is a type variable", "Name a type");
      case WILDCARD -> Refusal.of(type + " is a wildcard", "Name a type");
      case DECLARED -> declared(MoreTypes.asDeclared(type), open);
      default -> Refusal.converter(type + " is not the type of a value");
    };
  }

  private @Nullable Refusal declared(DeclaredType type, Set<TypeElement> open) {
    TypeElement element = MoreTypes.asTypeElement(type);
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    if (isScalar(type)) {
      return null;
    }
    if (arguments.size() != element.getTypeParameters().size()) {
      return Refusal.raw(type);
    }
    if (MAP.contain(element) && !isScalar(arguments.get(0))) {
      return Refusal.of(
          "the key type of a map must be a scalar, but is " + arguments.get(0),
          "Use String or another scalar");
    }
    if (CONTAINERS.contain(element) || MAP.contain(element)) {
      return refusal(arguments.get(arguments.size() - 1), open);
    }
    Refusal hostile = jackson.hostile(type);
    if (hostile != null) {
      return hostile;
    }
    return element.getKind() == ElementKind.RECORD
        ? record(type, element, open)
        : jackson.unreadable(element);
  }

  private @Nullable Refusal record(DeclaredType type, TypeElement element, Set<TypeElement> open) {
    if (!open.add(element)) {
      return null; // a record that contains itself, in a list for instance
    }
    for (Map.Entry<String, TypeMirror> component : components(type).entrySet()) {
      Refusal refusal = refusal(component.getValue(), open);
      if (refusal != null) {
        return refusal.in(element.getSimpleName() + "." + component.getKey());
      }
    }
    open.remove(element);
    return null;
  }

  /** Whether a value of the type is one text. */
  static boolean isScalar(TypeMirror type) {
    return SCALARS.containOrEnum(type);
  }
}
