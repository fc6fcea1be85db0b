package io.zkwire.processor;

import com.google.auto.common.Visibility;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** Writes the subclass that asks the guards of a class, as Java source. */
final class GuardedWriter {

  private final Tools tools;
  private final SourceFiles files;

  GuardedWriter(Tools tools, SourceFiles files) {
    this.tools = tools;
    this.files = files;
  }

  void write(WiredClass owner, GuardedBuilder guarded) throws IOException {
    Warnings warnings = new Warnings(tools.elements());
    RepeatedSignatures signatures = new RepeatedSignatures(owner, warnings);
    TypeSpec.Builder type = type(owner, guarded, signatures);
    warnings.uses(owner.element());
    if (isSerializable(owner)) {
      warnings.add("serial");
    }
    Stamp.put(type, owner, warnings.names(), tools);
    files.write(
        owner,
        owner.guardedName(),
        JavaFile.builder(owner.packageName(), type.build()),
        signatures.javaLang());
  }

  private TypeSpec.Builder type(
      WiredClass owner, GuardedBuilder guarded, RepeatedSignatures signatures) {
    List<GuardedMethod> methods = guarded.methods();
    GuardedBodies bodies = new GuardedBodies(owner, methods, tools);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(owner.guardedName())
            .addJavadoc(doc(owner, methods))
            .addTypeVariables(signatures.ofClass())
            .superclass(TypeName.get(owner.element().asType()))
            .avoidClashesWithNestedClasses(owner.element())
            .addSuperinterface(RuntimeNames.GUARDED);
    if (Visibility.effectiveVisibilityOfElement(owner.element()) == Visibility.PUBLIC) {
      type.addModifiers(Modifier.PUBLIC);
    }
    methods.forEach(method -> type.addField(site(method, bodies)));
    for (ExecutableElement constructor : GuardedBuilder.constructors(owner.element())) {
      type.addMethod(
          signatures.constructor(constructor).addCode(bodies.constructor(constructor)).build());
    }
    for (GuardedMethod method : methods) {
      type.addMethod(signatures.override(method).addCode(bodies.method(method)).build());
    }
    return type.addMethod(siteMethod(methods, bodies, guarded.hasWovenAncestor()));
  }

  private static CodeBlock doc(WiredClass owner, List<GuardedMethod> methods) {
    CodeBlock.Builder doc =
        CodeBlock.builder()
            .add(
                "Asks the guards of {@link $T} before its methods run.\n\n<ul>\n",
                owner.className());
    methods.stream()
        .flatMap(method -> method.guards().stream())
        .forEach(guard -> doc.add("  <li>$L\n", GuardTexts.doc(guard)));
    return doc.add("</ul>\n").build();
  }

  private static FieldSpec site(GuardedMethod method, GuardedBodies bodies) {
    return FieldSpec.builder(
            RuntimeNames.GUARD_SITE, bodies.site(method), Modifier.PRIVATE, Modifier.FINAL)
        .initializer("new $T($S)", RuntimeNames.GUARD_SITE, Signatures.qualified(method.method()))
        .build();
  }

  private static MethodSpec siteMethod(
      List<GuardedMethod> methods, GuardedBodies bodies, boolean hasWovenAncestor) {
    CodeBlock.Builder code =
        CodeBlock.builder().add("return switch ($L) {\n$>", GuardedBodies.ASKED);
    for (GuardedMethod method : methods) {
      code.add("case $S -> $N;\n", method.member(), bodies.site(method));
    }
    code.add(
        hasWovenAncestor ? "default -> super.zkGuardSite($L);\n$<};\n" : "default -> null;\n$<};\n",
        hasWovenAncestor ? new Object[] {GuardedBodies.ASKED} : new Object[0]);
    return MethodSpec.methodBuilder("zkGuardSite")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(RuntimeNames.GUARD_SITE)
        .addParameter(String.class, GuardedBodies.ASKED)
        .addCode(code.build())
        .build();
  }

  private boolean isSerializable(WiredClass owner) {
    Element serializable = tools.elements().getTypeElement(Serializable.class.getName());
    TypeMirror erased = tools.types().erasure(owner.element().asType());
    return tools.types().isAssignable(erased, serializable.asType());
  }
}
