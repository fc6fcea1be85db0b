package io.zkwire.runtime.spi;

import io.zkwire.Live;
import io.zkwire.ValueConverter;
import java.lang.reflect.Type;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One configuration value of a class. Built as generated code shows it:
 *
 * <pre>{@code
 * ConfigSpec.key("report/interval", Duration.class)
 *     .field("interval", t -> (Duration) INTERVAL.getVolatile(t), (t, v) -> INTERVAL.setVolatile(t, v))
 * }</pre>
 *
 * @param <B> the class
 * @param <V> the type of the value
 * @param member the field or method, as messages show it
 * @param key the key and how it is read
 * @param target where the value goes
 */
public record ConfigSpec<B, V>(String member, Key<V> key, ConfigTarget<B, V> target)
    implements Spec<B> {

  /**
   * A key of a scalar, a record or a class.
   *
   * @param path the key as it was written, placeholders included
   * @param type the type of the value
   * @param <V> the type of the value
   * @return the key, not yet tied to a member
   */
  public static <V> Key<V> key(String path, Class<V> type) {
    return new Key<>(path, type, false, false, false, null);
  }

  /**
   * A key of a generic type.
   *
   * @param path the key as it was written, placeholders included
   * @param type the type of the value
   * @param <V> the type of the value
   * @return the key, not yet tied to a member
   */
  public static <V> Key<V> key(String path, TypeRef<V> type) {
    return new Key<>(path, type.type(), false, false, false, null);
  }

  /**
   * A key and how its value is read. Immutable; the methods return changed copies.
   *
   * @param <V> the type of the value; a wrapper for a primitive
   * @param path the key as it was written, placeholders included
   * @param type the type of the value
   * @param isRequired whether binding fails when the key is absent
   * @param isSecret whether the value must not be shown
   * @param isSubtree whether the value is a record with one node a component
   * @param converter makes this key's own converter, or null
   */
  public record Key<V>(
      String path,
      Type type,
      boolean isRequired,
      boolean isSecret,
      boolean isSubtree,
      @Nullable Supplier<? extends ValueConverter<V>> converter) {

    /** Binding fails when the key is absent. */
    public Key<V> required() {
      return new Key<>(path, type, true, isSecret, isSubtree, converter);
    }

    /** The value is never shown. */
    public Key<V> secret() {
      return new Key<>(path, type, isRequired, true, isSubtree, converter);
    }

    /** The value is a record with one node for each component. */
    public Key<V> subtree() {
      return new Key<>(path, type, isRequired, isSecret, true, converter);
    }

    /**
     * The value is read by this key's own converter.
     *
     * @param own makes the converter
     * @return the changed copy
     */
    public Key<V> convertedBy(Supplier<? extends ValueConverter<V>> own) {
      return new Key<>(path, type, isRequired, isSecret, isSubtree, own);
    }

    /**
     * Ties the key to a field that holds the value.
     *
     * @param name the field's name
     * @param get reads the field
     * @param set writes the field
     * @param <B> the class
     * @return the spec
     */
    public <B> ConfigSpec<B, V> field(
        String name, ConfigTarget.Get<B, V> get, ConfigTarget.Set<B, V> set) {
      return new ConfigSpec<>(name, this, new ConfigTarget.Field<>(get, set));
    }

    /**
     * Ties the key to a field that holds a {@link Live} handle.
     *
     * @param name the field's name
     * @param get reads the field
     * @param set writes the field
     * @param <B> the class
     * @return the spec
     */
    public <B> ConfigSpec<B, V> live(
        String name, ConfigTarget.Get<B, Live<V>> get, ConfigTarget.Set<B, Live<V>> set) {
      return new ConfigSpec<>(name, this, new ConfigTarget.Handle<>(get, set));
    }

    /**
     * Ties the key to a setter whose property has no getter.
     *
     * @param name the method's name
     * @param set calls the setter
     * @param <B> the class
     * @return the spec
     */
    public <B> ConfigSpec<B, V> setter(String name, ConfigTarget.Set<B, V> set) {
      return new ConfigSpec<>(name, this, new ConfigTarget.Setter<>(null, set));
    }

    /**
     * Ties the key to a setter whose property has a getter.
     *
     * @param name the method's name
     * @param get calls the getter
     * @param set calls the setter
     * @param <B> the class
     * @return the spec
     */
    public <B> ConfigSpec<B, V> setter(
        String name, ConfigTarget.Get<B, V> get, ConfigTarget.Set<B, V> set) {
      return new ConfigSpec<>(name, this, new ConfigTarget.Setter<>(get, set));
    }
  }
}
