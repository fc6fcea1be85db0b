package io.zkwire.runtime.spi;

/** Leave to run one call of a guarded method. */
@FunctionalInterface
public interface Passage extends Runnable {

  /** The call has ended, normally or not. Called once, by the thread that entered. */
  void leave();

  /** The same, for woven code that can name no type of zkwire. */
  @Override
  default void run() {
    leave();
  }
}
