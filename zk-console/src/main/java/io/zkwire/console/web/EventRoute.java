package io.zkwire.console.web;

import io.zkwire.console.model.Model;
import io.zkwire.console.model.Text;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Server-sent events: which pages have changed, for one browser each. Thread-safe. */
final class EventRoute {

  private static final long BEAT_MILLIS = 15_000;
  private static final long GAP_MILLIS = 100;

  private final Model model;
  private final Events events;
  private final People people;

  EventRoute(Model model, Events events, People people) {
    this.model = model;
    this.events = events;
    this.people = people;
  }

  List<Route> table() {
    return List.of(new Route("GET", "/api/events", Role.VIEWER, this::stream));
  }

  private @Nullable Object stream(Ask ask) throws IOException, InterruptedException {
    try (Events.Stream stream = events.open()) {
      if (stream == null) {
        throw new Failure(503, "too many pages are open", "Close some");
      }
      HttpServletResponse response = ask.response();
      response.setContentType("text/event-stream; charset=utf-8");
      response.setHeader("X-Accel-Buffering", "no");
      response.getOutputStream().write(Text.utf8("retry: 1000\n"));
      send(response, "hello", Map.of("connected", model.current()));
      Set<String> topics = stream.take(BEAT_MILLIS);
      while (topics != null && people.identity(ask.request()) != null) {
        if (topics.isEmpty()) {
          send(response, "beat", Map.of("connected", model.current()));
        } else {
          send(response, "change", Map.of("topics", topics, "connected", model.current()));
        }
        Thread.sleep(GAP_MILLIS); // many changes are told together
        topics = stream.take(BEAT_MILLIS);
      }
    }
    return null;
  }

  private static void send(HttpServletResponse response, String name, Map<String, ?> data)
      throws IOException {
    String json = new String(Text.json(data), StandardCharsets.UTF_8);
    String event = "event: " + name + "\ndata: " + json + "\n\n";
    response.getOutputStream().write(Text.utf8(event));
    response.flushBuffer();
  }
}
