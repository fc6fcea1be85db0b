package io.zkwire.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.zkwire.console.model.Actor;
import io.zkwire.console.model.Page;
import io.zkwire.console.model.Text;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request as handlers see it. */
final class Ask {

  private static final int MOST_BODY = 1 << 20;
  private static final int MOST_SEARCH = 200;

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final @Nullable Identity identity;
  private @Nullable JsonNode body;

  Ask(HttpServletRequest request, HttpServletResponse response, @Nullable Identity identity) {
    this.request = request;
    this.response = response;
    this.identity = identity;
  }

  HttpServletRequest request() {
    return request;
  }

  HttpServletResponse response() {
    return response;
  }

  @Nullable Identity identity() {
    return identity;
  }

  Actor actor() {
    Identity who = Objects.requireNonNull(identity);
    return new Actor(who.name(), request.getRemoteAddr());
  }

  /** A text of the query; empty where there is none. */
  String query(String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }

  String search() {
    String search = query("search");
    return search.length() > MOST_SEARCH ? search.substring(0, MOST_SEARCH) : search;
  }

  int offset() {
    return number("offset", 0, Integer.MAX_VALUE);
  }

  int limit() {
    return number("limit", 100, Page.MOST);
  }

  private int number(String name, int otherwise, int most) {
    String value = query(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (!value.matches("[0-9]{1,9}")) {
      throw new Failure(400, "'" + name + "' is no number", "Give one");
    }
    return Math.min(most, Integer.parseInt(value));
  }

  /** The part of a list that is asked for. */
  <T> Page<T> page(List<T> all) {
    return Page.of(all, offset(), limit());
  }

  /** What has a list of any length: itself without it, and the part that is asked for. */
  Map<String, Object> part(Object of, List<?> all) {
    return Map.of("of", of, "part", page(all));
  }

  /** The JSON of the body. */
  JsonNode body() {
    JsonNode known = body;
    if (known == null) {
      known = read();
      body = known;
    }
    return known;
  }

  private JsonNode read() {
    try {
      if (request.getContentLengthLong() > MOST_BODY) {
        throw tooLarge();
      }
      byte[] bytes = request.getInputStream().readNBytes(MOST_BODY + 1);
      if (bytes.length > MOST_BODY) {
        throw tooLarge();
      }
      JsonNode json = Text.parse(bytes);
      if (!json.isObject() && !(json instanceof MissingNode && bytes.length == 0)) {
        throw new Failure(400, "the body is no JSON object", "Send one");
      }
      return json;
    } catch (IOException e) {
      throw new Failure(400, "the body could not be read", "Send it again");
    }
  }

  private static Failure tooLarge() {
    return new Failure(413, "the body is larger than 1 MiB", "Send less");
  }

  /** A text of the body; empty where there is none. */
  String text(String name) {
    return body().path(name).asText("");
  }

  /** A list of texts of the body; empty where there is none. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    body().path(name).forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** A text of the body that must be there. */
  String need(String name) {
    JsonNode value = body().path(name);
    if (!value.isTextual()) {
      throw new Failure(400, "'" + name + "' is missing in the body", "Send it as a text");
    }
    return value.asText();
  }

  /** The versions that were seen of some things, by name. */
  Map<String, String> expectedOfEach(Set<String> names) {
    Map<String, String> seen = new LinkedHashMap<>();
    for (String name : names) {
      JsonNode value = body().path("expected").path(name);
      if (!value.isTextual()) {
        throw new Failure(
            400,
            "'expected' does not tell the version of each in the body",
            "Send the versions that were seen");
      }
      seen.put(name, value.asText());
    }
    return seen;
  }

  /** The version that was seen; every write names it. */
  int expected() {
    JsonNode value = body().path("expected");
    if (!value.isInt()) {
      throw new Failure(400, "'expected' is missing in the body", "Send the version that was seen");
    }
    return value.asInt();
  }
}
