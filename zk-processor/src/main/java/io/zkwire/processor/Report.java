package io.zkwire.processor;

import io.zkwire.ErrorCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;

/**
 * Everything that is wrong with one class. Immutable; printed once.
 *
 * @param diagnostics in the order in which they were found
 */
record Report(List<Diagnosis> diagnostics) {

  /** One thing that is wrong. */
  record Diagnosis(Diagnostic.Kind kind, Anchor anchor, String message) {}

  Report {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Whether code may be written; warnings do not stand in the way. */
  boolean isClean() {
    return diagnostics.stream().noneMatch(each -> each.kind() == Diagnostic.Kind.ERROR);
  }

  void printTo(Messager messager) {
    diagnostics.forEach(each -> each.anchor().print(messager, each.kind(), each.message()));
  }

  /** Collects what is wrong with one class. */
  static final class Builder {

    private final Set<Diagnosis> diagnostics = new LinkedHashSet<>();

    /**
     * Adds an error.
     *
     * @param code its code
     * @param anchor where it stands
     * @param problem what is wrong and what was found, without a full stop
     * @param mend how to mend it, without a full stop
     */
    void error(ErrorCode code, Anchor anchor, String problem, String mend) {
      add(Diagnostic.Kind.ERROR, code, anchor, problem, mend);
    }

    /** Adds a warning, with the parameters of {@link #error}. */
    void warning(ErrorCode code, Anchor anchor, String problem, String mend) {
      add(Diagnostic.Kind.WARNING, code, anchor, problem, mend);
    }

    Report build() {
      return new Report(List.copyOf(diagnostics));
    }

    /** Once only: several features may find the same fault. */
    private void add(
        Diagnostic.Kind kind, ErrorCode code, Anchor anchor, String problem, String mend) {
      String page = " See docs/errors/" + code.id() + ".md";
      diagnostics.add(new Diagnosis(kind, anchor, code.message(problem, mend) + page));
    }
  }
}
