package io.zkwire.runtime.config;

import io.zkwire.ValueConverter;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of one type as configuration does, for carriers that outlive the type: whatever is
 * remembered of it goes with the reader. Immutable and thread-safe.
 *
 * @see #of
 */
public final class TextReader implements Function<String, Object> {

  private final Codec<Object> codec;

  private TextReader(Codec<Object> codec) {
    this.codec = codec;
  }

  /**
   * A reader.
   *
   * <pre>{@code
   * Object level = TextReader.of(Level.class, null).apply("HIGH");
   * }</pre>
   *
   * @param type the type of the values
   * @param converter reads them, or null for what configuration does by itself
   * @return the reader
   */
  public static TextReader of(Type type, @Nullable ValueConverter<Object> converter) {
    return new TextReader(
        converter != null
            ? Codecs.converted(converter)
            : new Codecs(Map.of(), Json::apart).of(type));
  }

  /**
   * Reads a value.
   *
   * @param text the text of a node
   * @return the value, never null
   * @throws IllegalArgumentException if the text is no such value
   */
  @Override
  public Object apply(String text) {
    try {
      return codec.decode(new Raw(text.getBytes(StandardCharsets.UTF_8), null, 0), null);
    } catch (Exception e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
