package io.zkwire.runtime.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.zkwire.Member;
import io.zkwire.MemberHealth;
import io.zkwire.MemberStatus;
import io.zkwire.runtime.cluster.MemberJson.Unreadable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one member, token by token: each watcher does it at each join and change. What it does not
 * know it passes over; what is of another type than it should be counts as not there.
 */
final class MemberParser {

  private static final long LONGEST_TIMEOUT = Duration.ofHours(1).toMillis();
  private static final int LONGEST_TEXT = 200;

  private final JsonParser parser;
  private String id = "";
  private String incarnation = "";
  private String host = "";
  private List<String> addresses = List.of();
  private long pid;
  private String started = "";
  private long timeout;
  private String zkwire = "";
  private String version = "";
  private String health = "";
  private String status = "";
  private Map<String, Object> state = Map.of();

  MemberParser(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads it.
   *
   * @throws java.time.DateTimeException if it does not say when it started
   * @throws IllegalArgumentException if its health or status is none
   */
  Member member(String group, String node) throws IOException, Unreadable {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new Unreadable("it is no JSON object");
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      field(name);
    }
    if (parser.nextToken() != null) {
      throw new Unreadable("something stands after its JSON object");
    }
    if (!id.equals(node)) {
      throw new Unreadable("its id is not the name of its node");
    }
    return new Member(
        group,
        id,
        incarnation,
        host,
        addresses,
        pid,
        Instant.parse(started),
        Duration.ofMillis(Math.max(0, Math.min(timeout, LONGEST_TIMEOUT))),
        zkwire,
        version,
        MemberHealth.valueOf(health),
        MemberStatus.valueOf(status),
        state);
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "id" -> id = text();
      case "incarnation" -> incarnation = text();
      case "host" -> host = text();
      case "addresses" -> addresses = texts();
      case "pid" -> pid = number();
      case "started" -> started = text();
      case "sessionTimeout" -> timeout = number();
      case "zkwire" -> zkwire = text();
      case "version" -> version = text();
      case "health" -> health = text();
      case "status" -> status = text();
      case "state" -> state = state();
      default -> parser.skipChildren();
    }
  }

  private String text() throws IOException {
    JsonToken token = parser.currentToken();
    if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      parser.skipChildren();
      return "";
    }
    String text = parser.getText();
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  private long number() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT && isLong()) {
      return parser.getLongValue();
    }
    if (token.isNumeric()) {
      return (long) parser.getDoubleValue();
    }
    parser.skipChildren();
    return 0;
  }

  private boolean isLong() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> true;
      default -> false;
    };
  }

  private List<String> texts() throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return List.of();
    }
    List<String> out = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String text = text();
      if (out.size() < LocalHost.MOST_ADDRESSES) {
        out.add(text);
      }
    }
    return Collections.unmodifiableList(out);
  }

  private Map<String, Object> state() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return Map.of();
    }
    return map();
  }

  @SuppressWarnings("NullAway") // JSON's null is a value of a state
  private Map<String, Object> map() throws IOException {
    Map<String, Object> out = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      out.put(name, plain());
    }
    return Collections.unmodifiableMap(out);
  }

  private @Nullable Object plain() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> map();
      case START_ARRAY -> list();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> isLong() ? (Object) parser.getLongValue() : parser.getDoubleValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> parser.getText();
    };
  }

  @SuppressWarnings("NullAway") // JSON's null is a value of a state
  private List<Object> list() throws IOException {
    List<Object> out = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      out.add(plain());
    }
    return Collections.unmodifiableList(out);
  }
}
