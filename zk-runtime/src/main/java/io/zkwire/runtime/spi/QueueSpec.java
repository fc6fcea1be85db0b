package io.zkwire.runtime.spi;

import io.zkwire.WorkQueue;
import java.lang.reflect.Type;

/**
 * A field that holds the handle of a queue.
 *
 * @param <B> the class
 * @param <T> the type of an item
 * @param member the field, as messages show it
 * @param name the name as it was written, placeholders included
 * @param type the type of an item
 * @param limit how many items may stand
 * @param set writes the field
 */
public record QueueSpec<B, T>(
    String member, String name, Type type, int limit, ConfigTarget.Set<B, WorkQueue<T>> set)
    implements HandleSpec<B, WorkQueue<T>> {

  /**
   * The spec of a field.
   *
   * @param name the name as it was written, placeholders included
   * @param type the type of an item
   * @param limit how many items may stand
   * @param member the field's name
   * @param set writes the field
   * @param <B> the class
   * @param <T> the type of an item
   * @return the spec
   */
  public static <B, T> QueueSpec<B, T> field(
      String name, Class<T> type, int limit, String member, ConfigTarget.Set<B, WorkQueue<T>> set) {
    return new QueueSpec<>(member, name, type, limit, set);
  }

  /**
   * The spec of a field, for items of a generic type.
   *
   * @param name the name as it was written, placeholders included
   * @param type the type of an item
   * @param limit how many items may stand
   * @param member the field's name
   * @param set writes the field
   * @param <B> the class
   * @param <T> the type of an item
   * @return the spec
   */
  public static <B, T> QueueSpec<B, T> field(
      String name,
      TypeRef<T> type,
      int limit,
      String member,
      ConfigTarget.Set<B, WorkQueue<T>> set) {
    return new QueueSpec<>(member, name, type.type(), limit, set);
  }
}
