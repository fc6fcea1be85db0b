package io.zkwire.console.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.DataSize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a text fits a type of which only the name is known. Types that are not known fit
 * everything; no class is ever loaded. Thread-safe.
 */
final class ValueTypes {

  private static final Pattern DURATION = Pattern.compile("\\d{1,18}\\s*(ns|us|ms|s|m|h|d)");
  private static final Pattern ADDRESS = Pattern.compile("(\\[[^]]+]|[^:]+):\\d{1,5}");
  private static final Map<String, Consumer<String>> SCALARS =
      Map.ofEntries(
          Map.entry("boolean", ValueTypes::bool),
          Map.entry("char", ValueTypes::character),
          Map.entry("byte", Byte::valueOf),
          Map.entry("short", Short::valueOf),
          Map.entry("int", Integer::valueOf),
          Map.entry("long", Long::valueOf),
          Map.entry("float", Float::valueOf),
          Map.entry("double", Double::valueOf),
          Map.entry("java.math.BigDecimal", BigDecimal::new),
          Map.entry("java.math.BigInteger", BigInteger::new),
          Map.entry("java.time.Duration", ValueTypes::duration),
          Map.entry("io.zkwire.DataSize", DataSize::parse),
          Map.entry("java.net.URI", URI::create),
          Map.entry("java.net.InetSocketAddress", ValueTypes::address),
          Map.entry("java.time.Instant", Instant::parse),
          Map.entry("java.time.LocalDate", LocalDate::parse),
          Map.entry("java.time.LocalTime", LocalTime::parse),
          Map.entry("java.time.LocalDateTime", LocalDateTime::parse),
          Map.entry("java.time.ZoneId", ZoneId::of),
          Map.entry("java.util.Locale", ValueTypes::locale),
          Map.entry("java.nio.charset.Charset", Charset::forName),
          Map.entry("java.util.UUID", UUID::fromString));
  private static final Map<String, String> BOXES =
      Map.of(
          "java.lang.Boolean", "boolean",
          "java.lang.Character", "char",
          "java.lang.Byte", "byte",
          "java.lang.Short", "short",
          "java.lang.Integer", "int",
          "java.lang.Long", "long",
          "java.lang.Float", "float",
          "java.lang.Double", "double");
  private static final int LONGEST = 4_096;

  private ValueTypes() {}

  /**
   * What a person begins to write with where there is no value: what the initialiser of a member
   * says, if it is a value as it would be published.
   *
   * @param type the type
   * @param source the initialiser as it stands in the source, such as {@code Mode.OPEN}
   * @return the value; empty where the source is an expression
   */
  static String start(String type, String source, Map<String, Manifest.Schema> schemas) {
    String plain = plain(type);
    if (plain.equals("java.lang.String")) {
      boolean literal = source.length() > 1 && source.startsWith("\"") && source.endsWith("\"");
      String text = literal ? source.substring(1, source.length() - 1) : "";
      return text.indexOf('"') < 0 && text.indexOf('\\') < 0 ? text : "";
    }
    boolean constant = editor(type, schemas).equals("choice");
    String value = constant ? source.substring(source.lastIndexOf('.') + 1) : source;
    boolean known = constant || SCALARS.containsKey(plain);
    return known && problem(type, value, schemas) == null ? value : "";
  }

  /** What a person edits such a value with. */
  static String editor(String type, Map<String, Manifest.Schema> schemas) {
    String plain = plain(type);
    Manifest.Schema schema = schemas.get(plain);
    if (schema != null) {
      return schema.constants().isEmpty() ? "json" : "choice";
    }
    return switch (plain) {
      case "boolean" -> "boolean";
      case "byte", "short", "int", "long" -> "integer";
      case "byte[]" -> "bytes";
      default ->
          SCALARS.containsKey(plain) ? "line" : plain.startsWith("java.util.Map") ? "json" : "text";
    };
  }

  private static String plain(String type) {
    String inner = argument(type, "java.util.Optional");
    String boxed = inner == null ? type : inner;
    return switch (boxed) {
      case "java.util.OptionalInt" -> "int";
      case "java.util.OptionalLong" -> "long";
      case "java.util.OptionalDouble" -> "double";
      default -> BOXES.getOrDefault(boxed, boxed);
    };
  }

  private static @Nullable String argument(String type, String of) {
    return type.startsWith(of + "<") && type.endsWith(">")
        ? type.substring(of.length() + 1, type.length() - 1)
        : null;
  }

  /** The type of the elements of a list, set or array; null for any other type. */
  private static @Nullable String element(String type) {
    for (String of : List.of("java.util.List", "java.util.Set", "java.util.Collection")) {
      String element = argument(type, of);
      if (element != null) {
        return element;
      }
    }
    return type.endsWith("[]") && !type.equals("byte[]")
        ? type.substring(0, type.length() - 2)
        : null;
  }

  /**
   * Why a text does not fit a type.
   *
   * @return the reason, or null if it fits as far as is known. It does not quote the text
   */
  static @Nullable String problem(String type, String text, Map<String, Manifest.Schema> schemas) {
    String plain = plain(type);
    Manifest.Schema schema = schemas.get(plain);
    if (schema != null && !schema.constants().isEmpty()) {
      return schema.constants().contains(text.strip())
          ? null
          : "it is not one of " + String.join(", ", schema.constants());
    }
    Consumer<String> scalar = SCALARS.get(plain);
    if (scalar != null) {
      return scalar(plain, scalar, text.strip());
    }
    String element = element(plain);
    if (element != null && !text.strip().startsWith("[")) {
      return text.isBlank() ? null : elements(element, text.split(",", -1), schemas);
    }
    if (schema == null && element == null && !plain.startsWith("java.util.Map<")) {
      return null; // a text, or a type that only the application knows
    }
    try {
      JsonNode json = Text.JSON.readTree(text);
      return json == null || json.isMissingNode()
          ? "it is empty"
          : problem(plain, json, schemas, 0);
    } catch (JsonProcessingException e) {
      return "it is no JSON: line "
          + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
          + ", column "
          + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr());
    }
  }

  private static @Nullable String elements(
      String element, String[] texts, Map<String, Manifest.Schema> schemas) {
    for (int i = 0; i < texts.length; i++) {
      String problem = problem(element, texts[i].strip(), schemas);
      if (problem != null) {
        return "element " + (i + 1) + ": " + problem;
      }
    }
    return null;
  }

  private static @Nullable String scalar(String type, Consumer<String> parser, String text) {
    if (text.length() > LONGEST) {
      return "it has " + text.length() + " characters, more than " + LONGEST;
    }
    try {
      parser.accept(text);
      return null;
    } catch (RuntimeException e) {
      return switch (type) {
        case "boolean" -> "it is neither true nor false";
        case "java.time.Duration" -> "it is no duration such as 500ms, 30s, 5m or PT5S";
        case "io.zkwire.DataSize" -> "it is no size such as 64KiB or 10MB";
        default -> "it is no " + type.substring(type.lastIndexOf('.') + 1);
      };
    }
  }

  private static @Nullable String problem(
      String type, JsonNode json, Map<String, Manifest.Schema> schemas, int depth) {
    String plain = plain(type);
    Manifest.Schema schema = schemas.get(plain);
    if (json.isNull() || depth > 20) {
      return null; // whether null may be is the application's affair
    }
    if (schema != null && schema.constants().isEmpty()) {
      return json.isObject() ? components(schema, json, schemas, depth) : "it is no JSON object";
    }
    String element = element(plain);
    if (element != null) {
      int i = 0;
      for (JsonNode each : json) {
        i++;
        String problem = problem(element, each, schemas, depth + 1);
        if (problem != null) {
          return "element " + i + ": " + problem;
        }
      }
      return json.isArray() ? null : "it is no JSON array";
    }
    if (plain.startsWith("java.util.Map<")) {
      return json.isObject() ? null : "it is no JSON object";
    }
    return json.isValueNode() && (schema != null || SCALARS.containsKey(plain))
        ? problem(plain, json.asText(), schemas)
        : null;
  }

  private static @Nullable String components(
      Manifest.Schema schema, JsonNode json, Map<String, Manifest.Schema> schemas, int depth) {
    for (Map.Entry<String, String> component : schema.components().entrySet()) {
      JsonNode value = json.get(component.getKey());
      String problem =
          value == null ? null : problem(component.getValue(), value, schemas, depth + 1);
      if (problem != null) {
        return component.getKey() + ": " + problem;
      }
    }
    return null;
  }

  private static void bool(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.equals("true") && !lower.equals("false")) {
      throw new IllegalArgumentException("neither true nor false");
    }
  }

  private static void character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("not one character");
    }
  }

  private static void duration(String text) {
    if (!DURATION.matcher(text).matches() && Duration.parse(text) == null) {
      throw new IllegalArgumentException("no duration");
    }
  }

  private static void address(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      throw new IllegalArgumentException("not host:port");
    }
  }

  private static void locale(String text) {
    try {
      if (new Locale.Builder().setLanguageTag(text).build().getLanguage().isEmpty()) {
        throw new IllegalArgumentException("no language");
      }
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException("not a language tag", e);
    }
  }
}
