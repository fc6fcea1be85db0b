package io.zkwire;

/**
 * Something that was registered and can be taken back. Thread-safe; closing it twice does nothing.
 *
 * <pre>{@code
 * Registration watch = zk.config().watch("report", event -> refresh());
 * watch.close();
 * }</pre>
 */
@FunctionalInterface
public interface Registration extends AutoCloseable {

  /** Takes the registration back. A call that is under way or about to be made may still happen. */
  @Override
  void close();
}
