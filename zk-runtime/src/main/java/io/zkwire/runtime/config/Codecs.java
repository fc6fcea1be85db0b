package io.zkwire.runtime.config;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zkwire.ErrorCode;
import io.zkwire.ValueConverter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the codec of a type: a registered converter, a scalar, a list of scalars, or JSON.
 * Thread-safe.
 */
final class Codecs {

  private final Map<Class<?>, ValueConverter<?>> converters;
  private final Map<Type, Codec<?>> known = new ConcurrentHashMap<>();
  private final Map<Class<?>, Codec<?>> trees = new ConcurrentHashMap<>();

  private final Supplier<JsonMapper> mapper;

  /** Jackson is loaded with the first type that needs it: many applications have scalars only. */
  Codecs(Map<Class<?>, ValueConverter<?>> converters) {
    this(converters, () -> Json.MAPPER);
  }

  Codecs(Map<Class<?>, ValueConverter<?>> converters, Supplier<JsonMapper> mapper) {
    this.converters = converters;
    this.mapper = mapper;
  }

  /** The codec of a type. */
  @SuppressWarnings("unchecked") // a codec is chosen by the type that it is cast to
  <V> Codec<V> of(Type type) {
    Codec<?> codec = known.get(type);
    if (codec == null) {
      codec = make(type);
      known.put(type, codec);
    }
    return (Codec<V>) codec;
  }

  private Codec<?> make(Type type) {
    if (type instanceof Class<?> c) {
      return ofClass(c);
    }
    if (type instanceof ParameterizedType p && p.getRawType() == Optional.class) {
      return optional(of(p.getActualTypeArguments()[0]));
    }
    return json(type, splitter(type));
  }

  /** The codec of a record that lies as a subtree. */
  @SuppressWarnings("unchecked") // each was put in under its own type
  <V> Codec<V> tree(Class<V> type) {
    Codec<?> codec = trees.get(type);
    if (codec == null) {
      codec = new TreeCodec<>(type, this);
      trees.put(type, codec);
    }
    return (Codec<V>) codec;
  }

  private <T> Codec<T> ofClass(Class<T> type) {
    @SuppressWarnings("unchecked") // converters are registered with their own type
    ValueConverter<T> converter = (ValueConverter<T>) converters.get(type);
    if (converter != null) {
      return converted(converter);
    }
    if (type == byte[].class) {
      return inline(raw -> type.cast(bytes(raw)));
    }
    Function<String, T> parser = Scalars.parser(type);
    return parser != null ? inline(raw -> parser.apply(text(raw))) : json(type, null);
  }

  /** A codec that uses a converter of the application. */
  static <V> Codec<V> converted(ValueConverter<V> converter) {
    return foreign(
        raw -> {
          V value = converter.parse(text(raw));
          if (value == null) {
            throw new IllegalArgumentException(converter.getClass().getName() + " returned null");
          }
          return value;
        });
  }

  /** A codec of a secret: the node may hold a reference in place of the value. */
  static <V> Codec<V> secret(Codec<V> inner) {
    return new Codec<>() {
      @Override
      public V decode(Raw raw, @Nullable V fallback) throws Exception {
        return inner.decode(raw.bytes() == null ? raw : dereferenced(raw), fallback);
      }

      @Override
      public boolean foreign() {
        return true; // it may read a file
      }
    };
  }

  private static Raw dereferenced(Raw raw) throws Exception {
    String text = new String(bytes(raw), StandardCharsets.UTF_8).strip();
    if (text.startsWith("env:")) {
      String value = System.getenv(text.substring(4));
      if (value == null) {
        throw new IllegalArgumentException("the environment does not define what it refers to");
      }
      return new Raw(value.getBytes(StandardCharsets.UTF_8), null, raw.mzxid());
    }
    if (text.startsWith("file:")) {
      String content = Files.readString(Path.of(text.substring(5))).stripTrailing();
      return new Raw(content.getBytes(StandardCharsets.UTF_8), null, raw.mzxid());
    }
    return raw;
  }

  private static <T> Codec<Optional<T>> optional(Codec<T> inner) {
    return new Codec<>() {
      @Override
      @SuppressWarnings("NullableOptional") // the interface's fallback may be null
      public Optional<T> decode(Raw raw, @Nullable Optional<T> fallback) throws Exception {
        return Optional.of(inner.decode(raw, null));
      }

      @Override
      public boolean foreign() {
        return inner.foreign();
      }
    };
  }

  private <V> Codec<V> json(
      Type type, @Nullable Function<String, ? extends Collection<?>> splitter) {
    JsonMapper reader = mapper.get();
    JavaType javaType = reader.constructType(type);
    return foreign(
        raw -> {
          String text = text(raw);
          if (splitter != null && !text.stripLeading().startsWith("[")) {
            return cast(splitter.apply(text));
          }
          V value = reader.readValue(text, javaType);
          if (value == null) {
            throw new IllegalArgumentException("the document is null");
          }
          return cast(frozen(value));
        });
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // by the caller's type
  private static <V> V cast(Object value) {
    return (V) value;
  }

  /** How a list or set of scalars is read from {@code a,b,c}; null for other types. */
  private static @Nullable Function<String, ? extends Collection<?>> splitter(Type type) {
    if (!(type instanceof ParameterizedType p)
        || !(p.getActualTypeArguments()[0] instanceof Class<?> c)) {
      return null;
    }
    Function<String, ?> element = Scalars.parser(c);
    if (element == null) {
      return null;
    }
    if (p.getRawType() == Set.class) {
      return text -> Collections.unmodifiableSet(new LinkedHashSet<>(split(text, element)));
    }
    boolean list = p.getRawType() == List.class || p.getRawType() == Collection.class;
    return list ? text -> Collections.unmodifiableList(split(text, element)) : null;
  }

  private static List<Object> split(String text, Function<String, ?> element) {
    List<Object> out = new ArrayList<>();
    if (!text.isBlank()) {
      for (String part : text.split(",", -1)) {
        out.add(element.apply(part.strip()));
      }
    }
    return out;
  }

  private static Object frozen(Object value) {
    if (value instanceof List<?> list) {
      return Collections.unmodifiableList(list);
    }
    if (value instanceof Set<?> set) {
      return Collections.unmodifiableSet(set);
    }
    return value instanceof Map<?, ?> map ? Collections.unmodifiableMap(map) : value;
  }

  static byte[] bytes(Raw raw) {
    byte[] bytes = raw.bytes();
    if (bytes == null) {
      throw new IllegalArgumentException("there is no value");
    }
    return bytes;
  }

  private static String text(Raw raw) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(raw))).toString();
  }

  /** What a value is written as. */
  byte[] encode(String key, Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    try {
      return text(value).getBytes(StandardCharsets.UTF_8);
    } catch (Exception e) {
      throw new io.zkwire.ConfigException(
          ErrorCode.CONFIG_UNWRITABLE,
          key,
          "a value of " + value.getClass().getName() + " cannot be written to " + key + ": " + e,
          "Publish a scalar, a collection, a record or a class that Jackson writes",
          e);
    }
  }

  @SuppressWarnings("unchecked") // converters are registered with their own type
  private String text(Object value) throws Exception {
    ValueConverter<Object> converter = (ValueConverter<Object>) converters.get(value.getClass());
    if (converter != null) {
      return converter.format(value);
    }
    Object present = value instanceof Optional<?> o ? o.orElseThrow(Codecs::nothing) : value;
    String scalar = Scalars.format(present);
    return scalar != null ? scalar : Json.MAPPER.writeValueAsString(present);
  }

  private static IllegalArgumentException nothing() {
    return new IllegalArgumentException("an empty Optional is no value: delete the key instead");
  }

  /** A conversion. */
  private interface Conversion<V> {
    V convert(Raw raw) throws Exception;
  }

  private static <V> Codec<V> inline(Conversion<V> conversion) {
    return new Simple<>(conversion, false);
  }

  private static <V> Codec<V> foreign(Conversion<V> conversion) {
    return new Simple<>(conversion, true);
  }

  private record Simple<V>(Conversion<V> conversion, boolean foreign) implements Codec<V> {
    @Override
    public V decode(Raw raw, @Nullable V fallback) throws Exception {
      return conversion.convert(raw);
    }
  }
}
