package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import com.palantir.javapoet.AnnotationSpec;
import io.zkwire.annotation.LeaderOnly;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;

/**
 * The annotations of constructors and methods and their parameters, which frameworks read. Left out
 * are those that only the source has, and those that the package cannot name; of methods also those
 * that no running program sees, those of the language, and our own.
 */
final class CopiedAnnotations {

  private CopiedAnnotations() {}

  /** Those of an element. */
  static List<AnnotationSpec> of(Element element, PackageElement from) {
    return element.getAnnotationMirrors().stream()
        .filter(annotation -> !isOfSource(annotation))
        .filter(annotation -> new Nameable().visitAnnotation(annotation, from))
        .map(AnnotationSpec::get)
        .toList();
  }

  /**
   * Those of a guarded method or one of its parameters. Many frameworks look at no overridden one.
   */
  static List<AnnotationSpec> ofMethod(Element element, PackageElement from) {
    return element.getAnnotationMirrors().stream()
        .filter(CopiedAnnotations::isOfFramework)
        .filter(annotation -> new Nameable().visitAnnotation(annotation, from))
        .map(AnnotationSpec::get)
        .toList();
  }

  private static boolean isOfFramework(AnnotationMirror annotation) {
    Element type = annotation.getAnnotationType().asElement();
    Retention retention = type.getAnnotation(Retention.class);
    String name = MoreElements.getPackage(type).getQualifiedName().toString();
    return retention != null
        && retention.value() == RetentionPolicy.RUNTIME
        && !name.equals("java.lang")
        && !name.equals(LeaderOnly.class.getPackageName());
  }

  private static boolean isOfSource(AnnotationMirror annotation) {
    Retention retention = annotation.getAnnotationType().asElement().getAnnotation(Retention.class);
    return retention != null && retention.value() == RetentionPolicy.SOURCE;
  }

  /** Whether a package can name all that an annotation names. */
  private static final class Nameable
      extends SimpleAnnotationValueVisitor14<Boolean, PackageElement> {

    Nameable() {
      super(true);
    }

    @Override
    public Boolean visitAnnotation(AnnotationMirror annotation, PackageElement from) {
      return Access.hidden(annotation.getAnnotationType(), from) == null
          && annotation.getElementValues().values().stream()
              .allMatch(value -> value.accept(this, from));
    }

    @Override
    public Boolean visitArray(List<? extends AnnotationValue> values, PackageElement from) {
      return values.stream().allMatch(value -> value.accept(this, from));
    }

    @Override
    public Boolean visitEnumConstant(VariableElement constant, PackageElement from) {
      return Access.hidden(constant.asType(), from) == null;
    }

    @Override
    public Boolean visitType(TypeMirror type, PackageElement from) {
      return Access.hidden(type, from) == null;
    }
  }
}
