package io.zkwire.processor;

import com.palantir.javapoet.CodeBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Writes the bodies of the subclass that asks the guards of one class. */
final class GuardedBodies {

  /** The parameter of {@code zkGuardSite}. */
  static final String ASKED = "method";

  private final Map<ExecutableElement, String> sites = new HashMap<>();
  private final String passage;
  private final String thrown;

  GuardedBodies(WiredClass owner, List<GuardedMethod> methods, Tools tools) {
    UniqueNames names = new UniqueNames();
    names.reserve(List.of(ASKED));
    names.reserve(names(ElementFilter.fieldsIn(tools.elements().getAllMembers(owner.element()))));
    methods.forEach(method -> names.reserve(names(method.method().getParameters())));
    passage = names.give("passage", "");
    thrown = names.give("thrown", "");
    methods.forEach(method -> sites.put(method.method(), names.give(siteName(method), "")));
  }

  /** The field in which the place of a method is. */
  String site(GuardedMethod method) {
    return sites.getOrDefault(method.method(), "");
  }

  /** The body of a constructor. */
  CodeBlock constructor(ExecutableElement constructor) {
    return CodeBlock.of("super($L);\n", arguments(constructor.getParameters()));
  }

  /** The body of a method: asks, runs what is guarded, tells what it throws, and leaves. */
  CodeBlock method(GuardedMethod method) {
    CodeBlock site = CodeBlock.of("$T.made($N)", RuntimeNames.GUARD_SITE, site(method));
    List<? extends VariableElement> parameters = method.method().getParameters();
    CodeBlock named =
        arguments(method.arguments().stream().<VariableElement>map(parameters::get).toList());
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add("$T $N = $L.enter($L);\n", RuntimeNames.PASSAGE, passage, site, named);
    if (method.returnsOtherwise()) {
      code.add("if ($N == null) {\n$>$L$<}\n", passage, otherwise(method));
    }
    boolean nothing = method.signature().getReturnType().getKind() == TypeKind.VOID;
    code.add(
        "try {\n$>$Lsuper.$N($L);\n",
        nothing ? "" : "return ",
        method.method().getSimpleName(),
        arguments(parameters));
    return code.add(
            "$<} catch ($T $N) {\n$>$N.accept($N);\nthrow $N;\n",
            Throwable.class,
            thrown,
            passage,
            thrown,
            thrown)
        .add("$<} finally {\n$>$N.leave();\n$<}\n", passage)
        .build();
  }

  private CodeBlock otherwise(GuardedMethod method) {
    TypeMirror type = method.signature().getReturnType();
    return type.getKind() == TypeKind.VOID
        ? CodeBlock.of("return;\n")
        : CodeBlock.of(
            "return $L;\n", EmptyValues.of(type, CodeBlock.of("$N.refusal()", site(method))));
  }

  private static CodeBlock arguments(List<? extends VariableElement> parameters) {
    return parameters.stream()
        .map(parameter -> CodeBlock.of("$N", parameter.getSimpleName()))
        .collect(CodeBlock.joining(", "));
  }

  /** A name with a small initial: one with a capital could be taken for a class. */
  private static String siteName(GuardedMethod method) {
    String name = method.method().getSimpleName().toString();
    String small = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return SourceVersion.isKeyword(small) ? small + "Site" : small;
  }

  private static List<String> names(List<? extends Element> elements) {
    return elements.stream().map(each -> each.getSimpleName().toString()).toList();
  }
}
