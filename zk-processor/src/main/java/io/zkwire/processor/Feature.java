package io.zkwire.processor;

import java.util.Set;

/** One thing that a class can want: reads it, validates it, and says what to write. */
interface Feature {

  /** The names of the annotations that ask for it. */
  Set<String> annotations();

  /**
   * Reads the annotated members of a class and reports what is wrong with them.
   *
   * @param owner the class
   * @param report takes what is wrong
   * @return what to write if nothing at all is wrong with the class
   */
  Output read(WiredClass owner, Report.Builder report);

  /** What a feature adds to the files of one class. */
  @FunctionalInterface
  interface Output {

    /** Adds to the binding, to the subclass that asks guards, and to the manifest. */
    void emit(BindingBuilder binding, GuardedBuilder guarded, Manifest manifest);
  }
}
