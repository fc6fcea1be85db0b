package io.zkwire.runtime.config;

import io.zkwire.DataSize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types that are written as one line of text. None of them resolves a name, opens a file or
 * loads a class.
 */
final class Scalars {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,18})\\s*(ns|us|ms|s|m|h|d)");
  private static final Pattern ADDRESS = Pattern.compile("(\\[[^]]+]|[^:]+):(\\d{1,5})");
  private static final int LONGEST = 4_096;
  private static final Map<Class<?>, Function<String, ?>> PARSERS = new HashMap<>();

  static {
    add(String.class, text -> text);
    add(Boolean.class, Scalars::bool);
    add(Character.class, Scalars::character);
    add(Byte.class, Byte::valueOf);
    add(Short.class, Short::valueOf);
    add(Integer.class, Integer::valueOf);
    add(Long.class, Long::valueOf);
    add(Float.class, Float::valueOf);
    add(Double.class, Double::valueOf);
    add(BigDecimal.class, BigDecimal::new);
    add(BigInteger.class, BigInteger::new);
    add(Duration.class, Scalars::duration);
    add(DataSize.class, DataSize::parse);
    add(URI.class, URI::create);
    add(Path.class, Path::of);
    add(InetSocketAddress.class, Scalars::address);
    add(Instant.class, Instant::parse);
    add(LocalDate.class, LocalDate::parse);
    add(LocalTime.class, LocalTime::parse);
    add(LocalDateTime.class, LocalDateTime::parse);
    add(ZoneId.class, ZoneId::of);
    add(Locale.class, Scalars::locale);
    add(Charset.class, Charset::forName);
    add(UUID.class, UUID::fromString);
  }

  private Scalars() {}

  private static <T> void add(Class<T> type, Function<String, T> parser) {
    PARSERS.put(type, parser);
  }

  /** The parser of a type, or null where it is no scalar. */
  @SuppressWarnings("unchecked") // each parser was added with its own type
  static <T> @Nullable Function<String, T> parser(Class<T> type) {
    if (type.isEnum()) {
      return text -> constant(type, text.strip());
    }
    Function<String, ?> parser = PARSERS.get(type);
    if (parser == null || type == String.class) {
      return (Function<String, T>) parser;
    }
    return text -> (T) parser.apply(bounded(text.strip()));
  }

  /** Parsing a number of many digits takes quadratic time, and a node is hostile input. */
  private static String bounded(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a text of " + text.length() + " characters, more than " + LONGEST);
    }
    return text;
  }

  /** The types that JSON has no form of its own for, and that Jackson would read otherwise. */
  static Iterable<Class<?>> textOnly() {
    return java.util.List.of(
        Duration.class,
        DataSize.class,
        Path.class,
        InetSocketAddress.class,
        Instant.class,
        ZoneId.class,
        Locale.class,
        Charset.class);
  }

  /** The text of a scalar, or null where the value is none. */
  static @Nullable String format(Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof InetSocketAddress address) {
      String host = address.getHostString();
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
    if (value instanceof Locale locale) {
      return locale.toLanguageTag();
    }
    if (value instanceof Charset charset) {
      return charset.name();
    }
    boolean known =
        PARSERS.containsKey(value.getClass()) || value instanceof Path || value instanceof ZoneId;
    return known ? value.toString() : null;
  }

  private static <T> T constant(Class<T> type, String name) {
    for (T constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    StringBuilder known = new StringBuilder();
    for (T constant : type.getEnumConstants()) {
      known.append(known.isEmpty() ? "" : ", ").append(((Enum<?>) constant).name());
    }
    throw new IllegalArgumentException("not one of " + known);
  }

  private static Boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static Character character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("not one character");
    }
    return text.charAt(0);
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Duration.parse(text);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ns" -> Duration.ofNanos(amount);
      case "us" -> Duration.ofNanos(Math.multiplyExact(amount, 1_000L));
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static InetSocketAddress address(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not host:port");
    }
    String host = matcher.group(1);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return InetSocketAddress.createUnresolved(bare, Integer.parseInt(matcher.group(2)));
  }

  private static Locale locale(String text) {
    try {
      return new Locale.Builder().setLanguageTag(text).build();
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException("not a language tag such as de-CH", e);
    }
  }
}
