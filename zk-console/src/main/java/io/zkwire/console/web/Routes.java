package io.zkwire.console.web;

import io.zkwire.console.model.Lines;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Orders;
import io.zkwire.console.model.Services;
import io.zkwire.console.model.Tasks;
import io.zkwire.console.model.Tree;
import java.util.List;
import java.util.Map;

/** The one table of routes: what there is, and who may. Thread-safe. */
final class Routes {

  private static final int WORKERS = 20;

  private final RouteTable table = new RouteTable();
  private final ActionRoutes actions;

  Routes(Model model, Events events, ConsoleOptions options) {
    Moments moments = new Moments(model, events);
    this.actions = new ActionRoutes(model, events, moments, options);
    look(model, moments, options);
    new ConfigRoutes(model, moments).add(table);
    actions.add(table);
  }

  List<Route> table() {
    return table.list();
  }

  private void look(Model model, Moments moments, ConsoleOptions options) {
    table.get("/api/overview", Role.VIEWER, ask -> moments.overview.get());
    table.get("/api/processes", Role.VIEWER, ask -> ask.page(model.processes().list(ask.search())));
    table.get("/api/doctor", Role.VIEWER, ask -> model.doctor());
    table.get("/api/members", Role.VIEWER, ask -> model.groups().groups());
    table.get(
        "/api/members/list",
        Role.VIEWER,
        ask -> ask.page(model.groups().members(ask.query("group"), ask.search())));
    table.get(
        "/api/leaders",
        Role.VIEWER,
        ask -> ask.page(Lines.search(model.leaders(), ask.search())).map(each -> each.head(1)));
    table.get("/api/leaders/line", Role.VIEWER, ask -> line(ask, model.leaders()));
    table.get(
        "/api/locks",
        Role.VIEWER,
        ask -> ask.page(Lines.search(moments.locks.get(), ask.search())).map(each -> each.head(1)));
    table.get("/api/locks/line", Role.VIEWER, ask -> line(ask, moments.locks.get()));
    table.get(
        "/api/endpoints",
        Role.VIEWER,
        ask -> ask.page(model.services().domains(ask.search())).map(each -> each.head(0)));
    table.get("/api/endpoints/domain", Role.VIEWER, ask -> domain(ask, model));
    table.get(
        "/api/progress",
        Role.VIEWER,
        ask -> ask.page(Tasks.search(model.tasks(), ask.search())).map(each -> each.head(WORKERS)));
    table.get("/api/progress/task", Role.VIEWER, ask -> task(ask, model));
    table.get(
        "/api/commands",
        Role.VIEWER,
        ask -> ask.page(model.orders().sent(ask.query("channel"))).map(each -> each.head(0)));
    table.get("/api/commands/one", Role.VIEWER, ask -> command(ask, model));
    table.get("/api/commands/channels", Role.VIEWER, ask -> model.orders().channels());
    table.get("/api/commands/known", Role.VIEWER, ask -> model.orders().known());
    table.get("/api/queues", Role.VIEWER, ask -> ask.page(moments.queues.get()));
    table.get(
        "/api/queues/parked", Role.OPERATOR, ask -> ask.page(moments.parked(ask.query("queue"))));
    table.get("/api/ids", Role.VIEWER, ask -> ask.page(moments.ids.get()));
    table.get(
        "/api/tree",
        Role.VIEWER,
        ask -> Map.of("node", node(moments, ask), "writable", options.treeWrites()));
    table.get("/api/audit", Role.OPERATOR, ask -> ask.page(moments.audit.get()));
  }

  private static Object line(Ask ask, List<Lines.Line> lines) {
    Lines.Line line = Lines.named(lines, ask.query("name"));
    return ask.part(line.head(1), line.candidates());
  }

  /** With its static entries, which are compared when they are changed. */
  private static Object domain(Ask ask, Model model) {
    Services.Domain domain = model.services().named(ask.query("domain"));
    return ask.part(domain.head(ask.offset() == 0 ? domain.fixed() : 0), domain.endpoints());
  }

  private static Object task(Ask ask, Model model) {
    Tasks.Task task = Tasks.named(model.tasks(), ask.query("task"));
    return ask.part(task.head(0), task.workers());
  }

  private static Object command(Ask ask, Model model) {
    Orders.Sent sent = model.orders().sent(ask.query("channel"), ask.query("id"));
    return ask.part(sent.head(0), sent.acks());
  }

  private static Tree.Node node(Moments moments, Ask ask) {
    String path = ask.query("path");
    return moments.node(path.isEmpty() ? "/" : path, ask.offset(), ask.limit());
  }

  void close() {
    actions.close();
  }
}
