package io.zkwire.agent.weave;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * What is woven around the body of a guarded method. It is never called: its instructions are
 * copied, and where they read or write an annotated parameter they become code of the {@link
 * Sites}. Hence it must not call anything.
 */
final class GuardAdvice {

  private GuardAdvice() {}

  /** Read: asks the guard. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Asked {}

  /** Written: gives back what is written. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Left {}

  /** Read: makes what a call returns that may not run. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Skipped {}

  @Advice.OnMethodEnter(skipOn = Advice.OnDefaultValue.class)
  static @Nullable Object enter(@Asked @Nullable Object asked) {
    return asked;
  }

  @SuppressWarnings({"UnusedVariable", "UnusedAssignment", "ParameterNotNullable"}) // see above
  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(
      @Advice.Enter @Nullable Object passage,
      @Left @Nullable Object left,
      @Skipped @Nullable Object skipped,
      @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object result) {
    if (passage == null) {
      result = skipped;
    } else {
      left = passage;
    }
  }
}
