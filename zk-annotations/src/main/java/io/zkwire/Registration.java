package io.zkwire;

/**
 * Something that was registered and can be taken back. Thread-safe; closing it twice does nothing.
 */
@FunctionalInterface
public interface Registration extends AutoCloseable {

  /** Takes the registration back. A call that is under way may still finish afterwards. */
  @Override
  void close();
}
