package io.zkwire.agent.build;

import io.zkwire.runtime.spi.AutoBind;
import net.bytebuddy.asm.Advice;

/** What is woven around constructors whose objects bind themselves. It is never called. */
final class AutoBindAdvice {

  private AutoBindAdvice() {}

  @Advice.OnMethodEnter
  static boolean enter(@Advice.Origin Class<?> level) {
    return AutoBind.delegated(level);
  }

  @Advice.OnMethodExit(backupArguments = false)
  static void exit(
      @Advice.Enter boolean delegated, @Advice.This Object object, @Advice.Origin Class<?> level) {
    AutoBind.constructed(object, level, delegated);
  }
}
