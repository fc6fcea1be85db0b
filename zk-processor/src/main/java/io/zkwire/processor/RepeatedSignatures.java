package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/**
 * Repeats the signatures of one class in its subclass, and notes what they name: parameters,
 * exceptions, type parameters, access.
 */
final class RepeatedSignatures {

  private final WiredClass owner;
  private final Warnings warnings;
  private final Set<String> javaLang = new TreeSet<>();

  RepeatedSignatures(WiredClass owner, Warnings warnings) {
    this.owner = owner;
    this.warnings = warnings;
  }

  /** The classes of java.lang that were named. */
  Set<String> javaLang() {
    return javaLang;
  }

  /** The type parameters of the class. */
  List<TypeVariableName> ofClass() {
    List<? extends TypeParameterElement> parameters = owner.element().getTypeParameters();
    parameters.forEach(each -> each.getBounds().forEach(this::uses));
    return parameters.stream().map(TypeVariableName::get).toList();
  }

  /** A constructor like one of the class, with its annotations and without a body. */
  MethodSpec.Builder constructor(ExecutableElement constructor) {
    MethodSpec.Builder copy =
        MethodSpec.constructorBuilder()
            .addAnnotations(CopiedAnnotations.of(constructor, owner.in()));
    if (constructor.getAnnotation(SafeVarargs.class) != null) {
      warnings.add("varargs");
    }
    repeat(constructor, MoreTypes.asExecutable(constructor.asType()), copy);
    return copy;
  }

  /** An override of a guarded method, with its annotations and without a body. */
  MethodSpec.Builder override(GuardedMethod guarded) {
    ExecutableType signature = guarded.signature();
    uses(signature.getReturnType());
    MethodSpec.Builder copy =
        MethodSpec.methodBuilder(guarded.method().getSimpleName().toString())
            .addAnnotation(Override.class)
            .addAnnotations(CopiedAnnotations.ofMethod(guarded.method(), owner.in()))
            .returns(TypeName.get(signature.getReturnType()));
    repeat(guarded.method(), signature, copy);
    return copy;
  }

  private void repeat(
      ExecutableElement original, ExecutableType signature, MethodSpec.Builder copy) {
    if (!isDeprecatedToo(original)) {
      warnings.uses(original);
    }
    for (Modifier modifier : List.of(Modifier.PUBLIC, Modifier.PROTECTED)) {
      if (original.getModifiers().contains(modifier)) {
        copy.addModifiers(modifier);
      }
    }
    signature.getTypeVariables().forEach(variable -> copy.addTypeVariable(declared(variable)));
    for (int i = 0; i < original.getParameters().size(); i++) {
      TypeMirror type = signature.getParameterTypes().get(i);
      uses(type);
      copy.addParameter(parameter(original.getParameters().get(i), type));
    }
    for (TypeMirror thrown : signature.getThrownTypes()) {
      uses(thrown);
      copy.addException(TypeName.get(thrown));
    }
    copy.varargs(original.isVarArgs());
    if (original.isVarArgs()) {
      arrayIsMadeByCallers(signature);
    }
  }

  /** The copy of a deprecated constructor is deprecated, so the compiler does not warn in it. */
  private static boolean isDeprecatedToo(ExecutableElement original) {
    Deprecated deprecated = original.getAnnotation(Deprecated.class);
    return original.getKind() == ElementKind.CONSTRUCTOR
        && deprecated != null
        && !deprecated.forRemoval();
  }

  /** Annotated as in the original. */
  private ParameterSpec parameter(VariableElement original, TypeMirror type) {
    ParameterSpec.Builder copy =
        ParameterSpec.builder(TypeName.get(type), original.getSimpleName().toString());
    Element declaring = original.getEnclosingElement();
    boolean ofConstructor = declaring != null && declaring.getKind() == ElementKind.CONSTRUCTOR;
    return copy.addAnnotations(
            ofConstructor
                ? CopiedAnnotations.of(original, owner.in())
                : CopiedAnnotations.ofMethod(original, owner.in()))
        .build();
  }

  /** The compiler warns of such a declaration where the type of the elements is generic. */
  private void arrayIsMadeByCallers(ExecutableType signature) {
    List<? extends TypeMirror> types = signature.getParameterTypes();
    TypeMirror elements = ((ArrayType) types.get(types.size() - 1)).getComponentType();
    if (TypeTexts.isGeneric(elements) || elements instanceof TypeVariable) {
      warnings.add("unchecked");
    }
  }

  private TypeVariableName declared(TypeVariable variable) {
    TypeMirror upper = variable.getUpperBound();
    List<? extends TypeMirror> bounds =
        upper instanceof IntersectionType intersection ? intersection.getBounds() : List.of(upper);
    bounds.forEach(this::uses);
    return TypeVariableName.get(
        variable.asElement().getSimpleName().toString(),
        bounds.stream().map(TypeName::get).toArray(TypeName[]::new));
  }

  private void uses(TypeMirror type) {
    warnings.uses(type);
    for (TypeElement named : Access.named(type)) {
      Element in = MoreElements.getPackage(named);
      if (in.getSimpleName().contentEquals("lang")) {
        javaLang.add(named.getSimpleName().toString());
      }
    }
  }
}
