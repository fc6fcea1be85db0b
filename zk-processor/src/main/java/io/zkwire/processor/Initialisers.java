package io.zkwire.processor;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.Trees;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** The initialisers of fields, where the compiler lets processors see them. */
@FunctionalInterface
interface Initialisers {

  /** The initialiser of a field on one line, as the compiler prints it, or null. */
  @Nullable String of(VariableElement field);

  /** Those of javac; none under other compilers, or where a build tool wraps the environment. */
  static Initialisers of(ProcessingEnvironment environment) {
    try {
      Trees trees = Trees.instance(environment);
      return field -> text((VariableTree) trees.getTree(field));
    } catch (IllegalArgumentException | LinkageError e) {
      return field -> null; // not javac: the manifest then names no defaults
    }
  }

  private static @Nullable String text(@Nullable VariableTree field) {
    ExpressionTree initialiser = field == null ? null : field.getInitializer();
    return initialiser == null ? null : initialiser.toString().replaceAll("\\s*\\R\\s*", " ");
  }
}
