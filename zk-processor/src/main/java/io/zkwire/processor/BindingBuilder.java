package io.zkwire.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.util.Elements;

/** Collects what the features put into the binding of one class. */
final class BindingBuilder {

  private final List<CodeBlock> docLines = new ArrayList<>();
  private final List<FieldSpec> constants = new ArrayList<>();
  private final List<MethodSpec> specs = new ArrayList<>();
  private final List<FieldSpec> madeFields = new ArrayList<>();
  private final List<MethodSpec> madeMethods = new ArrayList<>();
  private final UniqueNames names = new UniqueNames();
  private final WiredClass owner;
  private final Warnings warnings;

  BindingBuilder(WiredClass owner, Elements elements) {
    this.owner = owner;
    this.warnings = new Warnings(elements);
    uses(owner.element());
  }

  /** The class that is bound. */
  WiredClass owner() {
    return owner;
  }

  /** Adds a line to the list in the Javadoc of the binding. */
  void doc(String format, Object... args) {
    docLines.add(CodeBlock.of(format, args));
  }

  /**
   * Adds a spec, as a method of its own: all in one expression would cost the compiler minutes for
   * a class of a few hundred members.
   *
   * @param member the member, in camel case
   * @param spec an expression
   */
  void spec(String member, CodeBlock spec) {
    specs.add(
        MethodSpec.methodBuilder(names.give(member + "Spec", ""))
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(ParameterizedTypeName.get(RuntimeNames.SPEC, owner.typeName()))
            .addCode("return $L;\n", spec)
            .build());
  }

  /**
   * Adds a constant.
   *
   * @param member the member that it reaches, in camel case
   * @param type its type
   * @param value its initialiser
   * @return its name, unlike that of all others
   */
  String constant(String member, Class<?> type, CodeBlock value) {
    String name = names.give(upperCase(member), "_");
    constants.add(
        FieldSpec.builder(
                TypeName.get(type), name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .initializer("\n$>$>$L$<$<", value)
            .build());
    return name;
  }

  /**
   * Adds a method of an interface to the class that implements it.
   *
   * @param field what it stands on
   * @param method the method
   * @param of the method of the interface
   */
  void implement(FieldSpec field, MethodSpec method, Element of) {
    madeFields.add(field);
    madeMethods.add(method);
    uses(of);
  }

  /** Notes that generated code names an element. */
  void uses(Element element) {
    warnings.uses(element);
  }

  List<CodeBlock> docLines() {
    return docLines;
  }

  List<FieldSpec> constants() {
    return constants;
  }

  List<MethodSpec> specs() {
    return specs;
  }

  List<FieldSpec> madeFields() {
    return madeFields;
  }

  List<MethodSpec> madeMethods() {
    return madeMethods;
  }

  Set<String> warnings() {
    return warnings.names();
  }

  private static String upperCase(String member) {
    return member
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
        .toUpperCase(Locale.ROOT);
  }
}
