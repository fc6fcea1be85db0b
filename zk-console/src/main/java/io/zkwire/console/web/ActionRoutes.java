package io.zkwire.console.web;

import io.zkwire.console.model.Actions;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Orders;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What operators do beside configuration. Thread-safe. */
final class ActionRoutes {

  private static final int MOST_SENDING = 200;

  private final Model model;
  private final Events events;
  private final Moments moments;
  private final ConsoleOptions options;
  private final Set<Actions.Sending> sending = ConcurrentHashMap.newKeySet();

  ActionRoutes(Model model, Events events, Moments moments, ConsoleOptions options) {
    this.model = model;
    this.events = events;
    this.moments = moments;
    this.options = options;
  }

  void add(RouteTable table) {
    table.post(
        "/api/members/want",
        Role.OPERATOR,
        ask -> {
          model
              .actions()
              .want(
                  ask.actor(), ask.need("group"), ask.text("id"), ask.need("wish"), ask.expected());
          return moments.done("done", true);
        });
    table.post(
        "/api/leaders/resign",
        Role.OPERATOR,
        ask -> {
          String uuid = ask.need("uuid");
          if (uuid.isEmpty()) {
            throw new Failure(400, "'uuid' is empty", "Send that of the leader that was seen");
          }
          return moments.done("asked", model.actions().resign(ask.actor(), ask.need("role"), uuid));
        });
    table.post(
        "/api/endpoints",
        Role.OPERATOR,
        ask -> {
          String from = ask.text("from");
          String to = ask.text("to");
          if (from.isEmpty() && to.isEmpty()) {
            throw new Failure(400, "neither 'from' nor 'to' is given", "Send one or both");
          }
          model.actions().endpoint(ask.actor(), ask.need("domain"), from, to, ask.expected());
          return moments.done("done", true);
        });
    table.post("/api/commands", Role.OPERATOR, this::send);
    table.post("/api/queues/retry", Role.OPERATOR, ask -> parked(ask, true));
    table.post("/api/queues/drop", Role.ADMIN, ask -> parked(ask, false));
    table.put("/api/tree", Role.ADMIN, ask -> node(ask, ask.need("text")));
    table.delete("/api/tree", Role.ADMIN, ask -> node(ask, null));
  }

  private Object parked(Ask ask, boolean retry) {
    model.actions().parked(ask.actor(), ask.need("queue"), ask.need("id"), retry);
    return moments.done("done", true);
  }

  private Object node(Ask ask, @Nullable String text) {
    if (!options.treeWrites()) {
      throw new Failure(
          403, "raw nodes are read-only", "Start the console with --tree-writes to write them");
    }
    model.rawChanges().write(ask.actor(), ask.need("path"), text, ask.expected());
    return moments.done("done", true);
  }

  private Object send(Ask ask) {
    int seconds = ask.body().path("within").asInt(30);
    if (seconds < 1 || seconds > 86_400 || sending.size() >= MOST_SENDING) {
      throw new Failure(
          422, "it cannot be sent with a deadline of " + seconds + " s now", "Give 1 to 86400 s");
    }
    Orders.Order order =
        new Orders.Order(
            ask.need("channel"),
            ask.need("command"),
            ask.texts("arguments"),
            ask.texts("to"),
            ask.text("leader"),
            Duration.ofSeconds(seconds));
    Actions.Sending made = model.actions().send(ask.actor(), order);
    sending.add(made);
    made.sent()
        .outcome()
        .orTimeout(seconds + 5L, TimeUnit.SECONDS)
        .whenCompleteAsync(
            (answers, e) -> {
              sending.remove(made);
              made.close();
              events.tell(Set.of("commands"));
            });
    return moments.done("id", made.sent().id());
  }

  void close() {
    sending.forEach(Actions.Sending::close);
    sending.clear();
  }
}
