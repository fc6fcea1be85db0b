package io.zkwire.processor;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * A round whose sources are looked through once for all our annotations. The compiler would look
 * through all of them for each annotation that it is asked for.
 */
final class OneScan implements RoundEnvironment {

  private final RoundEnvironment round;
  private final Map<TypeElement, Set<Element>> annotated = new HashMap<>();

  /**
   * Looks through a round.
   *
   * @param round the round
   * @param annotations the names of our annotations
   */
  OneScan(RoundEnvironment round, Set<String> annotations, Elements elements) {
    this.round = round;
    for (String name : annotations) {
      TypeElement annotation = elements.getTypeElement(name);
      if (annotation != null) {
        annotated.put(annotation, new LinkedHashSet<>());
      }
    }
    TypeElement[] all = annotated.keySet().toArray(new TypeElement[0]);
    for (Element element : round.getElementsAnnotatedWithAny(all)) {
      for (AnnotationMirror annotation : elements.getAllAnnotationMirrors(element)) {
        Set<Element> found = annotated.get(annotation.getAnnotationType().asElement());
        if (found != null) {
          found.add(element);
        }
      }
    }
  }

  @Override
  public Set<? extends Element> getElementsAnnotatedWith(TypeElement annotation) {
    Set<Element> found = annotated.get(annotation);
    return found == null ? round.getElementsAnnotatedWith(annotation) : found;
  }

  @Override
  public Set<? extends Element> getElementsAnnotatedWith(Class<? extends Annotation> annotation) {
    return round.getElementsAnnotatedWith(annotation);
  }

  @Override
  public boolean processingOver() {
    return round.processingOver();
  }

  @Override
  public boolean errorRaised() {
    return round.errorRaised();
  }

  @Override
  public Set<? extends Element> getRootElements() {
    return round.getRootElements();
  }
}
