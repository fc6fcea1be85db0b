package io.zkwire.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the binding of a class as Java source. */
final class BindingWriter {

  private final Tools tools;
  private final SourceFiles files;

  BindingWriter(Tools tools, SourceFiles files) {
    this.tools = tools;
    this.files = files;
  }

  void write(WiredClass owner, BindingBuilder binding) throws IOException {
    JavaFile.Builder file = JavaFile.builder(owner.packageName(), type(owner, binding));
    if (!binding.constants().isEmpty()) {
      file.addStaticImport(MethodHandles.class, "lookup");
    }
    files.write(owner, owner.bindingName(), file, Set.of());
  }

  private TypeSpec type(WiredClass owner, BindingBuilder binding) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(owner.bindingName())
            .addModifiers(Modifier.FINAL)
            .addSuperinterface(
                ParameterizedTypeName.get(RuntimeNames.CLASS_BINDING, owner.typeName()))
            .addJavadoc(doc(owner, binding))
            .addFields(binding.constants())
            .addStaticBlock(
                CodeBlock.of(
                    "$T.register(new $T());\n", RuntimeNames.BINDINGS, owner.bindingName()))
            .addMethod(typeMethod(owner))
            .addMethod(specsMethod(owner, binding))
            .addMethods(binding.specs());
    Stamp.put(type, owner, binding.warnings(), tools);
    return type.build();
  }

  private static CodeBlock doc(WiredClass owner, BindingBuilder binding) {
    CodeBlock.Builder doc =
        CodeBlock.builder().add("Binds {@link $T} to ZooKeeper.\n\n<ul>\n", owner.className());
    binding.docLines().forEach(line -> doc.add("  <li>$L\n", line));
    return doc.add("</ul>\n").build();
  }

  private static MethodSpec typeMethod(WiredClass owner) {
    TypeName anyClass =
        ParameterizedTypeName.get(
            ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class));
    return MethodSpec.methodBuilder("type")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(anyClass)
        .addStatement("return $T.class", owner.className())
        .build();
  }

  private static MethodSpec specsMethod(WiredClass owner, BindingBuilder binding) {
    CodeBlock calls =
        binding.specs().stream()
            .map(spec -> CodeBlock.of("$N()", spec))
            .collect(CodeBlock.joining(",\n"));
    TypeName spec = ParameterizedTypeName.get(RuntimeNames.SPEC, owner.typeName());
    return MethodSpec.methodBuilder("specs")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(ClassName.get(List.class), spec))
        .addCode(
            binding.specs().size() <= 1
                ? CodeBlock.of("return $T.of($L);\n", List.class, calls)
                : CodeBlock.of("return $T.of(\n$>$>$L);$<$<\n", List.class, calls))
        .build();
  }
}
