package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.zkwire.Live;
import io.zkwire.ValueConverter;
import io.zkwire.annotation.Layout;
import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.ZkConfig;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads the annotations of configuration. Judges nothing. */
final class ConfigReader {

  private final Getters getters;

  ConfigReader(Tools tools) {
    this.getters = new Getters(tools);
  }

  /** The members of a class that are bound, in the order of its source. */
  List<ConfigKey> keys(TypeElement type) {
    return annotated(type, ZkConfig.class).map(member -> key(type, member)).toList();
  }

  /** Those of its superclasses, nearest first, from whatever package or jar. */
  List<ConfigKey> inheritedKeys(TypeElement type) {
    List<ConfigKey> keys = new ArrayList<>();
    TypeMirror parent = type.getSuperclass();
    while (parent.getKind() == TypeKind.DECLARED) {
      TypeElement element = MoreTypes.asTypeElement(parent);
      keys.addAll(keys(element));
      parent = element.getSuperclass();
    }
    return List.copyOf(keys);
  }

  /** The methods of a class that listen, in the order of its source. */
  List<ConfigListener> listeners(
      TypeElement type, List<ConfigKey> keys, List<ConfigKey> inherited) {
    List<ConfigKey> all = Stream.concat(keys.stream(), inherited.stream()).toList();
    List<String> known = all.stream().map(ConfigKey::path).distinct().toList();
    return ElementFilter.methodsIn(annotated(type, OnConfigChange.class).toList()).stream()
        .map(method -> listener(method, all, known))
        .toList();
  }

  private static ConfigListener listener(
      ExecutableElement method, List<ConfigKey> all, List<String> known) {
    AnnotationMirror annotation =
        MoreElements.getAnnotationMirror(method, OnConfigChange.class).get();
    String path = AnnotationValues.getString(value(annotation, "value"));
    ConfigKey key = all.stream().filter(each -> each.path().equals(path)).findFirst().orElse(null);
    return new ConfigListener(method, annotation, path, key, known);
  }

  private ConfigKey key(TypeElement type, Element member) {
    AnnotationMirror annotation = MoreElements.getAnnotationMirror(member, ZkConfig.class).get();
    TypeMirror declared = declaredType(member);
    ConfigKey.Target target = target(member, declared);
    return new ConfigKey(
        member,
        annotation,
        AnnotationValues.getString(value(annotation, "value")),
        target,
        target == ConfigKey.Target.LIVE ? liveArgument(declared) : declared,
        target == ConfigKey.Target.SETTER ? getters.of(type, member, declared) : null,
        AnnotationValues.getBoolean(value(annotation, "required")),
        AnnotationValues.getBoolean(value(annotation, "secret")),
        AnnotationValues.getEnum(value(annotation, "layout"))
            .getSimpleName()
            .contentEquals(Layout.SUBTREE.name()),
        converter(annotation));
  }

  private static ConfigKey.Target target(Element member, @Nullable TypeMirror declared) {
    if (!member.getKind().isField()) {
      return ConfigKey.Target.SETTER;
    }
    return declared != null && MoreTypes.isType(declared) && isLive(declared)
        ? ConfigKey.Target.LIVE
        : ConfigKey.Target.FIELD;
  }

  private static boolean isLive(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && MoreTypes.isTypeOf(Live.class, type);
  }

  private static @Nullable TypeMirror declaredType(Element member) {
    if (member instanceof ExecutableElement method) {
      return method.getParameters().size() == 1 ? method.getParameters().get(0).asType() : null;
    }
    return member.asType();
  }

  private static @Nullable TypeMirror liveArgument(@Nullable TypeMirror live) {
    return live == null || MoreTypes.asDeclared(live).getTypeArguments().isEmpty()
        ? null
        : MoreTypes.asDeclared(live).getTypeArguments().get(0);
  }

  private static @Nullable TypeElement converter(AnnotationMirror annotation) {
    TypeMirror type = AnnotationValues.getTypeMirror(value(annotation, "converter"));
    return MoreTypes.isTypeOf(ValueConverter.class, type) ? null : MoreTypes.asTypeElement(type);
  }

  private static AnnotationValue value(AnnotationMirror annotation, String name) {
    return AnnotationMirrors.getAnnotationValue(annotation, name);
  }

  private static Stream<? extends Element> annotated(
      TypeElement type, Class<? extends Annotation> annotation) {
    return type.getEnclosedElements().stream()
        .filter(member -> MoreElements.isAnnotationPresent(member, annotation));
  }
}
