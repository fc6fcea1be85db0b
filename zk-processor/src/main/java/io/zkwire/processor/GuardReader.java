package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.zkwire.annotation.LeaderOnly;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements.Origin;
import org.jspecify.annotations.Nullable;

/** Reads the annotations of guarded methods. Judges nothing. */
final class GuardReader {

  private static final String ANNOTATIONS = LeaderOnly.class.getPackageName() + ".";
  private static final Set<String> GUARDS = GuardKind.annotations();

  private final Tools tools;

  GuardReader(Tools tools) {
    this.tools = tools;
  }

  /** The guards that a class itself asks for, in the order of its source. */
  List<Guard> own(TypeElement type, Set<GuardKind> kinds) {
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .flatMap(method -> kinds.stream().sorted().flatMap(kind -> guard(type, method, kind)))
        .toList();
  }

  /**
   * Those that its superclasses ask for, the topmost first; where guards are woven also those of
   * its interfaces.
   */
  List<Guard> inherited(TypeElement type, Set<GuardKind> kinds) {
    Lineage lineage = new Lineage(type, tools.elements());
    return (tools.woven() ? lineage.supertypes() : lineage.ancestors())
        .stream().flatMap(each -> own(each, kinds).stream()).toList();
  }

  private Stream<Guard> guard(TypeElement type, ExecutableElement method, GuardKind kind) {
    Element annotated = annotated(type, method, kind);
    AnnotationMirror annotation = annotated == null ? null : annotation(annotated, kind);
    return annotated == null || annotation == null
        ? Stream.empty()
        : Stream.of(new Guard(kind, method, annotated, annotation, member(type, method)));
  }

  /** What asks for a guard of a method: the method, its class, or nothing. */
  private @Nullable Element annotated(TypeElement type, ExecutableElement method, GuardKind kind) {
    if (annotation(method, kind) != null) {
      return method;
    }
    return annotation(type, kind) != null && isMeantByClass(method) ? type : null;
  }

  private static @Nullable AnnotationMirror annotation(Element element, GuardKind kind) {
    return MoreElements.getAnnotationMirror(element, kind.annotation()).orNull();
  }

  private boolean isMeantByClass(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.PRIVATE)
        && !method.getModifiers().contains(Modifier.STATIC)
        && tools.elements().getOrigin(method) == Origin.EXPLICIT
        && !isOfObject(method)
        && !isAccessor(method)
        && !isCalledByZkwire(method);
  }

  /** What else of ours a method carries says when zkwire calls it: a class does not guard that. */
  private static boolean isCalledByZkwire(ExecutableElement method) {
    return method.getAnnotationMirrors().stream()
        .map(
            each -> MoreTypes.asTypeElement(each.getAnnotationType()).getQualifiedName().toString())
        .anyMatch(name -> name.startsWith(ANNOTATIONS) && !GUARDS.contains(name));
  }

  /** Whether a method gives a component of a record, which only gives what the record is. */
  private static boolean isAccessor(ExecutableElement method) {
    return method.getParameters().isEmpty()
        && Lineage.declaring(method).getRecordComponents().stream()
            .anyMatch(component -> component.getSimpleName().equals(method.getSimpleName()));
  }

  private boolean isOfObject(ExecutableElement method) {
    TypeElement object = tools.elements().getTypeElement(Object.class.getName());
    return ElementFilter.methodsIn(object.getEnclosedElements()).stream()
        .anyMatch(each -> tools.elements().overrides(method, each, Lineage.declaring(method)));
  }

  /**
   * A method as the runtime asks for it. One that overrides guarded methods is asked for as the
   * topmost of them, so that all their guards meet in one place.
   */
  private String member(TypeElement type, ExecutableElement method) {
    ExecutableElement asked =
        new Lineage(type, tools.elements())
            .supertypes().stream()
                .flatMap(each -> ElementFilter.methodsIn(each.getEnclosedElements()).stream())
                .filter(each -> tools.elements().overrides(method, each, type))
                .filter(this::isGuarded)
                .findFirst()
                .orElse(method);
    return Signatures.erased(asked, tools.types());
  }

  private boolean isGuarded(ExecutableElement method) {
    TypeElement type = Lineage.declaring(method);
    return Stream.of(GuardKind.values()).anyMatch(kind -> annotated(type, method, kind) != null);
  }
}
