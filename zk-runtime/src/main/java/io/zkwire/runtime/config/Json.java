package io.zkwire.runtime.config;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.zkwire.runtime.session.Limits;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * JSON as it may come from a node: hostile. Depth, length and trailing content are limited; a type
 * that a document names is never instantiated.
 */
public final class Json {

  private static final int DEEPEST = 50;
  private static final int LONGEST_DOCUMENT = 1 << 20;

  /** The one mapper. Thread-safe. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(Limits.NODE)
                          .maxNameLength(1_000)
                          .maxDocumentLength(LONGEST_DOCUMENT)
                          .build())
                  .build())
          .annotationIntrospector(new NoClassNames())
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .addModule(scalars())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Json() {}

  private static SimpleModule scalars() {
    SimpleModule module = new SimpleModule("zkwire");
    Scalars.textOnly().forEach(type -> add(module, type));
    return module;
  }

  private static <T> void add(SimpleModule module, Class<T> type) {
    module.addDeserializer(
        type, new FromText<>(type, Objects.requireNonNull(Scalars.parser(type))));
    module.addSerializer(type, new ToText<>(type));
  }

  /** Reads a scalar from a JSON string. */
  private static final class FromText<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> parser;

    FromText(Class<T> type, Function<String, T> parser) {
      super(type);
      this.parser = parser;
    }

    @Override
    @SuppressWarnings("unchecked") // handledType is Class<T>
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        return (T) context.handleUnexpectedToken(handledType(), in);
      }
      String text = in.getText();
      try {
        return parser.apply(text);
      } catch (RuntimeException e) {
        throw context.weirdStringException(text, handledType(), String.valueOf(e.getMessage()));
      }
    }
  }

  /** Writes a scalar as a JSON string. */
  private static final class ToText<T> extends StdScalarSerializer<T> {
    private static final long serialVersionUID = 1L;

    ToText(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(Scalars.format(value));
    }
  }

  /** Jackson's annotations, except those by which a document names a class. */
  private static final class NoClassNames extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    protected @Nullable TypeResolverBuilder<?> _findTypeResolver(
        MapperConfig<?> config, Annotated annotated, @Nullable JavaType baseType) {
      JsonTypeInfo info = _findAnnotation(annotated, JsonTypeInfo.class);
      if (info != null
          && (info.use() == JsonTypeInfo.Id.CLASS || info.use() == JsonTypeInfo.Id.MINIMAL_CLASS)) {
        return null;
      }
      return super._findTypeResolver(config, annotated, baseType);
    }
  }
}
