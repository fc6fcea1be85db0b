package io.zkwire.processor;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * A method that carries {@code @OnConfigChange}, as it was written.
 *
 * @param method the method
 * @param annotation the annotation
 * @param path the key
 * @param key the member that binds the key, or null if none does
 * @param known the keys that the class and its superclasses bind
 */
record ConfigListener(
    ExecutableElement method,
    AnnotationMirror annotation,
    String path,
    @Nullable ConfigKey key,
    List<String> known) {

  /** The name of the method. */
  String name() {
    return method.getSimpleName().toString();
  }
}
