package io.zkwire;

/**
 * Turns the text of a node into a value and back, for types that zkwire does not know. Registered
 * with the builder of {@code ZkWire} for a type, or named by one {@code @ZkConfig}; then it needs a
 * constructor without parameters that {@code zkwire} can call (a public one of a public class).
 *
 * <pre>{@code
 * class PointConverter implements ValueConverter<Point> {
 *   public Point parse(String text) {
 *     String[] parts = text.split(";", 2);
 *     return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
 *   }
 *
 *   public String format(Point value) {
 *     return value.x() + ";" + value.y();
 *   }
 * }
 * }</pre>
 *
 * <p>Called on the runtime's threads, possibly by several at once: keep it free of state. What
 * comes in is hostile input. Any exception means that the text is refused; its message is logged
 * unless the key is secret.
 *
 * @param <T> the type that it makes
 */
public interface ValueConverter<T> {

  /**
   * Reads a value.
   *
   * @param text what the node holds, as UTF-8 text; at most 1 MiB
   * @return the value, never null
   * @throws Exception if the text is not such a value; the last good value is kept
   */
  T parse(String text) throws Exception;

  /**
   * Writes a value so that {@link #parse} reads it again.
   *
   * @param value the value
   * @return its text
   */
  default String format(T value) {
    return value.toString();
  }
}
