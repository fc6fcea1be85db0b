package io.zkwire.console.web;

import io.zkwire.console.model.ConfigView;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Page;
import io.zkwire.console.model.Refused;
import io.zkwire.console.model.Revision;
import io.zkwire.console.model.Text;
import io.zkwire.console.model.Transfer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is asked of configuration, and done to it. Thread-safe. */
final class ConfigRoutes {

  private final Model model;
  private final Moments moments;
  private final Recent<List<Revision>> histories = new Recent<>(Duration.ofMinutes(5), 500);

  ConfigRoutes(Model model, Moments moments) {
    this.model = model;
    this.moments = moments;
  }

  void add(RouteTable table) {
    table.get(
        "/api/config",
        Role.VIEWER,
        ask -> model.config().page(ask.query("prefix"), ask.search(), ask.offset(), ask.limit()));
    table.get(
        "/api/config/folders", Role.VIEWER, ask -> model.config().folders(ask.query("prefix")));
    table.get("/api/config/key", Role.VIEWER, ask -> model.key(ask.query("key")).head(Page.MOST));
    table.get("/api/config/history", Role.VIEWER, ask -> history(ask.query("key")));
    table.get(
        "/api/config/export", Role.OPERATOR, ask -> model.transfer().export(ask.query("prefix")));
    table.post(
        "/api/config/check",
        Role.OPERATOR,
        ask -> {
          String problem = model.config().problem(ask.need("key"), ask.need("value"));
          return Map.of("problem", problem == null ? "" : problem);
        });
    table.put(
        "/api/config/key",
        Role.OPERATOR,
        ask -> {
          String key = ask.need("key");
          String version =
              model
                  .configChanges()
                  .set(ask.actor(), key, Text.utf8(ask.need("value")), ask.need("expected"), false);
          return moments.done("version", version);
        });
    table.delete(
        "/api/config/key",
        Role.ADMIN,
        ask -> {
          model.configChanges().delete(ask.actor(), ask.need("key"), ask.need("expected"));
          return moments.done("version", "0");
        });
    table.post(
        "/api/config/rollback",
        Role.OPERATOR,
        ask ->
            moments.done(
                "version",
                model
                    .configChanges()
                    .rollBack(
                        ask.actor(), ask.need("key"), ask.need("version"), ask.need("expected"))));
    table.post(
        "/api/config/import",
        Role.ADMIN,
        ask -> {
          Map<String, byte[]> values = exported(ask);
          if (ask.body().path("dry").asBoolean(true)) {
            return model.transfer().plan(values);
          }
          Map<String, String> seen = ask.expectedOfEach(values.keySet());
          return moments.done("keys", model.transfer().imports(ask.actor(), values, seen));
        });
  }

  private static Map<String, byte[]> exported(Ask ask) {
    try {
      return Transfer.values(ask.body());
    } catch (Refused e) {
      throw new Failure(400, "the body is no export", "Send what an export gave");
    }
  }

  /** The history of a key that has not changed since is not read again. */
  private List<Revision> history(String key) {
    ConfigView.Detail now = model.key(key);
    return histories.get(key + "@" + now.version(), () -> model.history(key));
  }
}
