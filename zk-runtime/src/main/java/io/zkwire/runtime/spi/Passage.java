package io.zkwire.runtime.spi;

/** Leave to run one call of a guarded method. */
@FunctionalInterface
public interface Passage {

  /** The call has ended, normally or not. Called once, by the thread that entered. */
  void leave();
}
