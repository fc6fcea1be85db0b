package io.zkwire.processor;

import java.util.Map;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Where a diagnostic stands: as narrow as the source allows.
 *
 * @param element the element
 * @param annotation one of its annotations, or null
 * @param value one of the values written in that annotation, or null
 */
record Anchor(
    Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {

  static Anchor at(Element element) {
    return new Anchor(element, null, null);
  }

  /** An attribute; the whole annotation where the attribute is not written. */
  static Anchor at(Element element, AnnotationMirror annotation, String attribute) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> written :
        annotation.getElementValues().entrySet()) {
      if (written.getKey().getSimpleName().contentEquals(attribute)) {
        return new Anchor(element, annotation, written.getValue());
      }
    }
    return new Anchor(element, annotation, null);
  }

  void print(Messager messager, Diagnostic.Kind kind, String message) {
    if (annotation == null) {
      messager.printMessage(kind, message, element);
    } else if (value == null) {
      messager.printMessage(kind, message, element, annotation);
    } else {
      messager.printMessage(kind, message, element, annotation, value);
    }
  }
}
