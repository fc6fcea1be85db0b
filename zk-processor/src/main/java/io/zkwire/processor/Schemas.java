package io.zkwire.processor;

import com.google.auto.common.MoreTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Describes records and enums, so that an edit can be validated before it is published. */
final class Schemas {

  private final ValueTypes valueTypes;

  Schemas(ValueTypes valueTypes) {
    this.valueTypes = valueTypes;
  }

  /** Adds every record and enum that a type is made of. */
  void add(TypeMirror type, Manifest manifest) {
    if (type.getKind() != TypeKind.DECLARED) {
      return;
    }
    DeclaredType declared = MoreTypes.asDeclared(type);
    TypeElement element = MoreTypes.asTypeElement(type);
    declared.getTypeArguments().forEach(argument -> add(argument, manifest));
    String name = TypeTexts.full(type);
    if (element.getKind() == ElementKind.ENUM) {
      manifest.schema(name, Map.of("enum", constants(element)));
    } else if (isObject(type, element) && !manifest.hasSchema(name)) {
      Map<String, TypeMirror> components = valueTypes.components(declared);
      manifest.schema(name, Map.of("record", described(components)));
      components.values().forEach(component -> add(component, manifest));
    }
  }

  private static boolean isObject(TypeMirror type, TypeElement element) {
    return element.getKind() == ElementKind.RECORD && !ValueTypes.isScalar(type);
  }

  private static List<String> constants(TypeElement type) {
    return type.getEnclosedElements().stream()
        .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
        .map(Element::getSimpleName)
        .map(Object::toString)
        .toList();
  }

  private static List<Map<String, String>> described(Map<String, TypeMirror> components) {
    List<Map<String, String>> all = new ArrayList<>();
    components.forEach(
        (name, type) -> {
          Map<String, String> one = new LinkedHashMap<>();
          one.put("name", name);
          one.put("type", TypeTexts.full(type));
          all.add(one);
        });
    return all;
  }
}
