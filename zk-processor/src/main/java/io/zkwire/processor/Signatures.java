package io.zkwire.processor;

import com.palantir.javapoet.TypeName;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Methods as text. */
final class Signatures {

  private Signatures() {}

  /** A method as the runtime knows it: {@code ship(java.lang.String,int[])}. */
  static String erased(ExecutableElement method, Types types) {
    return text(method, ",", type -> TypeName.get(types.erasure(type)).toString());
  }

  /** A method for a message: {@code ship(String, int[])}. */
  static String simple(ExecutableElement method) {
    return text(method, ", ", TypeTexts::simple);
  }

  /** A method with the simple name of its class, for a message: {@code Orders.ship(String)}. */
  static String qualified(ExecutableElement method) {
    return Lineage.declaring(method).getSimpleName() + "." + simple(method);
  }

  private static String text(
      ExecutableElement method, String separator, Function<TypeMirror, String> type) {
    return method.getParameters().stream()
        .map(Element::asType)
        .map(type)
        .collect(Collectors.joining(separator, method.getSimpleName() + "(", ")"));
  }
}
