package io.zkwire.processor;

import com.google.auto.common.Visibility;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the class that implements an interface whose methods are annotated, as Java source. */
final class MadeWriter {

  private final Tools tools;
  private final SourceFiles files;

  MadeWriter(Tools tools, SourceFiles files) {
    this.tools = tools;
    this.files = files;
  }

  void write(WiredClass owner, BindingBuilder binding) throws IOException {
    if (binding.madeMethods().isEmpty()) {
      return;
    }
    boolean isPublic =
        Visibility.effectiveVisibilityOfElement(owner.element()) == Visibility.PUBLIC;
    TypeSpec.Builder type =
        TypeSpec.classBuilder(owner.madeName())
            .addJavadoc(
                "Implements {@link $T}; {@code zk.create($T.class)} makes and binds it.\n",
                owner.className(),
                owner.className())
            .addModifiers(Modifier.FINAL)
            .addSuperinterface(owner.className())
            .avoidClashesWithNestedClasses(owner.element())
            .addFields(binding.madeFields());
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    if (isPublic) {
      type.addModifiers(Modifier.PUBLIC);
      constructor.addModifiers(Modifier.PUBLIC).addJavadoc("Called by {@code zk.create}.\n");
    }
    type.addMethod(constructor.build()).addMethods(binding.madeMethods());
    Stamp.put(type, owner, binding.warnings(), tools);
    files.write(
        owner, owner.madeName(), JavaFile.builder(owner.packageName(), type.build()), Set.of());
  }
}
