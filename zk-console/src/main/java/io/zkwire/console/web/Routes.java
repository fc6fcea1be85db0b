package io.zkwire.console.web;

import io.zkwire.console.model.Actions;
import io.zkwire.console.model.AuditLog;
import io.zkwire.console.model.ConfigView;
import io.zkwire.console.model.Ids;
import io.zkwire.console.model.Lines;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Orders;
import io.zkwire.console.model.Overview;
import io.zkwire.console.model.Page;
import io.zkwire.console.model.Queues;
import io.zkwire.console.model.Refused;
import io.zkwire.console.model.Revision;
import io.zkwire.console.model.Servers;
import io.zkwire.console.model.Text;
import io.zkwire.console.model.Transfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one table of routes: what there is, and who may. Thread-safe. */
final class Routes {

  private static final int MOST_SENDING = 200;

  private final Model model;
  private final Events events;
  private final ConsoleOptions options;
  private final Moment<List<Servers.Row>> servers;
  private final Moment<Overview> overview;
  private final Moment<List<Lines.Line>> locks;
  private final Moment<List<Queues.Row>> queues;
  private final Moment<List<Ids.Row>> ids;
  private final Moment<List<AuditLog.Row>> audit;
  private final Map<String, Moment<List<Revision>>> histories =
      java.util.Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(
                Map.Entry<String, Moment<List<Revision>>> eldest) {
              return size() > 500;
            }
          });
  private final Set<Actions.Sending> sending = ConcurrentHashMap.newKeySet();
  private final List<Route> table = new ArrayList<>();

  Routes(Model model, Events events, ConsoleOptions options) {
    this.model = model;
    this.events = events;
    this.options = options;
    Duration moment = Duration.ofMillis(400);
    this.servers = new Moment<>(Duration.ofSeconds(5), model::servers);
    this.overview = new Moment<>(Duration.ofMillis(250), () -> model.overview(servers()));
    this.locks = new Moment<>(moment, model::locks);
    this.queues = new Moment<>(moment, model::queues);
    this.ids = new Moment<>(moment, model::ids);
    this.audit = new Moment<>(moment, model::audit);
    events.polls("locks", locks);
    events.polls("queues", queues);
    events.polls("ids", ids);
    events.polls("audit", audit);
    looking();
    configuring();
    acting();
  }

  List<Route> table() {
    return table;
  }

  private List<Servers.Row> servers() {
    return servers.get();
  }

  private void get(String path, Role role, Route.Handler handler) {
    table.add(new Route("GET", path, role, handler));
  }

  private void add(String method, String path, Role role, Route.Handler handler) {
    table.add(new Route(method, path, role, handler));
  }

  private void looking() {
    get("/api/overview", Role.VIEWER, ask -> overview.get());
    get("/api/doctor", Role.VIEWER, ask -> model.doctor());
    get("/api/members", Role.VIEWER, ask -> model.groups().groups());
    get(
        "/api/members/list",
        Role.VIEWER,
        ask ->
            Page.of(
                model.groups().members(ask.query("group"), ask.search()),
                ask.offset(),
                ask.limit()));
    get(
        "/api/leaders",
        Role.VIEWER,
        ask -> Page.of(Lines.search(model.leaders(), ask.search()), ask.offset(), ask.limit()));
    get(
        "/api/locks",
        Role.VIEWER,
        ask -> Page.of(Lines.search(locks.get(), ask.search()), ask.offset(), ask.limit()));
    get(
        "/api/endpoints",
        Role.VIEWER,
        ask -> Page.of(model.services().domains(ask.search()), ask.offset(), ask.limit()));
    get(
        "/api/progress",
        Role.VIEWER,
        ask -> Page.of(searched(model.tasks(), ask.search()), ask.offset(), ask.limit()));
    get(
        "/api/commands",
        Role.VIEWER,
        ask -> Page.of(model.orders().sent(ask.query("channel")), ask.offset(), ask.limit()));
    get("/api/commands/channels", Role.VIEWER, ask -> model.orders().channels());
    get("/api/commands/known", Role.VIEWER, ask -> model.orders().known());
    get("/api/queues", Role.VIEWER, ask -> Page.of(queues.get(), ask.offset(), ask.limit()));
    get(
        "/api/queues/parked",
        Role.OPERATOR,
        ask -> Page.of(model.parked(ask.query("queue")), ask.offset(), ask.limit()));
    get("/api/ids", Role.VIEWER, ask -> Page.of(ids.get(), ask.offset(), ask.limit()));
    get(
        "/api/tree",
        Role.VIEWER,
        ask ->
            Map.of(
                "node",
                model.node(
                    ask.query("path").isEmpty() ? "/" : ask.query("path"),
                    ask.offset(),
                    ask.limit()),
                "writable",
                options.treeWrites()));
    get("/api/audit", Role.OPERATOR, ask -> Page.of(audit.get(), ask.offset(), ask.limit()));
  }

  private static <T extends io.zkwire.console.model.Tasks.Task> List<T> searched(
      List<T> tasks, String search) {
    String wanted = search.toLowerCase(Locale.ROOT);
    return tasks.stream()
        .filter(task -> task.task().toLowerCase(Locale.ROOT).contains(wanted))
        .toList();
  }

  private void configuring() {
    get(
        "/api/config",
        Role.VIEWER,
        ask -> model.config().page(ask.query("prefix"), ask.search(), ask.offset(), ask.limit()));
    get("/api/config/folders", Role.VIEWER, ask -> model.config().folders(ask.query("prefix")));
    get("/api/config/key", Role.VIEWER, ask -> model.key(ask.query("key")));
    get("/api/config/history", Role.VIEWER, ask -> history(ask.query("key")));
    get("/api/config/export", Role.OPERATOR, ask -> model.transfer().export(ask.query("prefix")));
    add(
        "POST",
        "/api/config/check",
        Role.OPERATOR,
        ask -> {
          String problem = model.config().problem(ask.need("key"), ask.need("value"));
          return Map.of("problem", problem == null ? "" : problem);
        });
    add(
        "PUT",
        "/api/config/key",
        Role.OPERATOR,
        ask -> {
          String key = ask.need("key");
          String version =
              model
                  .configChanges()
                  .set(
                      ask.actor(),
                      key,
                      Text.utf8(ask.need("value")),
                      ask.need("expected"),
                      false);
          return done("version", version);
        });
    add(
        "DELETE",
        "/api/config/key",
        Role.ADMIN,
        ask -> {
          model.configChanges().delete(ask.actor(), ask.need("key"), ask.need("expected"));
          return done("version", "0");
        });
    add(
        "POST",
        "/api/config/rollback",
        Role.OPERATOR,
        ask ->
            done(
                "version",
                model.configChanges().rollBack(
                    ask.actor(), ask.need("key"), ask.need("version"), ask.need("expected"))));
    add(
        "POST",
        "/api/config/import",
        Role.ADMIN,
        ask -> {
          boolean dry = ask.body().path("dry").asBoolean(true);
          List<Transfer.Import> made = model.transfer().imports(ask.actor(), exported(ask), dry);
          audit.forget();
          return made;
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
    return histories
        .computeIfAbsent(
            key + "@" + now.version(),
            k -> new Moment<>(Duration.ofMinutes(5), () -> model.history(key)))
        .get();
  }

  private Map<String, Object> done(String name, Object value) {
    audit.forget();
    overview.forget();
    return Map.of(name, value);
  }

  private void acting() {
    add(
        "POST",
        "/api/members/want",
        Role.OPERATOR,
        ask -> {
          model
              .actions()
              .want(
                  ask.actor(), ask.need("group"), ask.text("id"), ask.need("wish"), ask.expected());
          return done("done", true);
        });
    add(
        "POST",
        "/api/leaders/resign",
        Role.OPERATOR,
        ask ->
            done("asked", model.actions().resign(ask.actor(), ask.need("role"), ask.need("uuid"))));
    add(
        "POST",
        "/api/endpoints",
        Role.OPERATOR,
        ask -> {
          String from = ask.text("from");
          String to = ask.text("to");
          if (from.isEmpty() && to.isEmpty()) {
            throw new Failure(400, "neither 'from' nor 'to' is given", "Send one or both");
          }
          model.actions().endpoint(ask.actor(), ask.need("domain"), from, to, ask.expected());
          return done("done", true);
        });
    add("POST", "/api/commands", Role.OPERATOR, this::send);
    add("POST", "/api/queues/retry", Role.OPERATOR, ask -> parked(ask, true));
    add("POST", "/api/queues/drop", Role.ADMIN, ask -> parked(ask, false));
    add("PUT", "/api/tree", Role.ADMIN, ask -> node(ask, ask.need("text")));
    add("DELETE", "/api/tree", Role.ADMIN, ask -> node(ask, null));
  }

  private Object parked(Ask ask, boolean retry) {
    model.actions().parked(ask.actor(), ask.need("queue"), ask.need("id"), retry);
    queues.forget();
    return done("done", true);
  }

  private Object node(Ask ask, @Nullable String text) {
    if (!options.treeWrites()) {
      throw new Failure(
          403, "raw nodes are read-only", "Start the console with --tree-writes to write them");
    }
    model.rawChanges().write(ask.actor(), ask.need("path"), text, ask.expected());
    return done("done", true);
  }

  private Object send(Ask ask) {
    List<String> arguments = new ArrayList<>();
    ask.body().path("arguments").forEach(each -> arguments.add(each.asText()));
    List<String> to = new ArrayList<>();
    ask.body().path("to").forEach(each -> to.add(each.asText()));
    int seconds = ask.body().path("within").asInt(30);
    if (seconds < 1 || seconds > 86_400 || sending.size() >= MOST_SENDING) {
      throw new Failure(
          422, "it cannot be sent with a deadline of " + seconds + " s now", "Give 1 to 86400 s");
    }
    Actions.Sending made =
        model
            .actions()
            .send(
                ask.actor(),
                new Orders.Order(
                    ask.need("channel"),
                    ask.need("command"),
                    arguments,
                    to,
                    ask.text("leader"),
                    Duration.ofSeconds(seconds)));
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
    return done("id", made.sent().id());
  }

  void close() {
    sending.forEach(Actions.Sending::close);
    sending.clear();
  }
}
