package io.zkwire.processor;

import com.palantir.javapoet.AnnotationSpec;
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
 * The annotations of constructors and their parameters, which injection frameworks read. Left out
 * are those that only the source has, and those that the package cannot name.
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
