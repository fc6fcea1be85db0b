package io.zkwire.processor;

import com.google.auto.common.GeneratedAnnotations;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeSpec;
import io.zkwire.annotation.ZkGenerated;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The one place that marks what is generated, and says which warnings do not concern it. */
final class Stamp {

  private Stamp() {}

  /** Puts {@code @Generated}, where the class could name it, our marker, and the suppressions. */
  static void put(TypeSpec.Builder type, WiredClass owner, Set<String> warnings, Tools tools) {
    GeneratedAnnotations.generatedAnnotation(tools.elements(), tools.sourceVersion())
        .filter(name -> isReadable(name, owner, tools.elements()))
        .map(ClassName::get)
        .map(name -> AnnotationSpec.builder(name))
        .map(stamp -> stamp.addMember("value", "$S", ZkWireProcessor.class.getName()).build())
        .ifPresent(type::addAnnotation);
    type.addAnnotation(ZkGenerated.class);
    suppress(warnings).ifPresent(type::addAnnotation);
  }

  /** A module that does not require java.compiler has no {@code @Generated}. */
  private static boolean isReadable(TypeElement name, WiredClass owner, Elements elements) {
    ModuleElement module = elements.getModuleOf(owner.element());
    return module == null || elements.getTypeElement(module, name.getQualifiedName()) != null;
  }

  /** The suppression of some warnings; none where there are none. */
  static Optional<AnnotationSpec> suppress(Set<String> warnings) {
    if (warnings.isEmpty()) {
      return Optional.empty();
    }
    CodeBlock names =
        warnings.stream()
            .sorted()
            .map(warning -> CodeBlock.of("$S", warning))
            .collect(CodeBlock.joining(", ", warnings.size() > 1 ? "{" : "", closing(warnings)));
    return Optional.of(
        AnnotationSpec.builder(SuppressWarnings.class).addMember("value", names).build());
  }

  private static String closing(Set<String> warnings) {
    return warnings.size() > 1 ? "}" : "";
  }
}
