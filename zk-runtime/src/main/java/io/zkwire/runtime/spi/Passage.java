package io.zkwire.runtime.spi;

import java.util.function.Consumer;

/** Leave to run one call of a guarded method. */
@FunctionalInterface
public interface Passage extends Runnable, Consumer<Throwable> {

  /** The call has ended, normally or not. Called once, by the thread that entered. */
  void leave();

  /** The same, for woven code that can name no type of zkwire. */
  @Override
  default void run() {
    leave();
  }

  /**
   * The call throws, which is told before it leaves. Only a guard that tells others how calls end,
   * and who looks on, have a use for it.
   *
   * @param thrown what it throws
   */
  @Override
  @SuppressWarnings("FunctionalInterfaceMethodChanged") // nobody casts one; woven code knows both
  default void accept(Throwable thrown) {}
}
