package io.zkwire.console.web;

import io.zkwire.console.model.Lines;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Tasks;
import io.zkwire.console.model.Tree;
import java.util.List;
import java.util.Map;

/** The one table of routes: what there is, and who may. Thread-safe. */
final class Routes {

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
    table.get("/api/doctor", Role.VIEWER, ask -> model.doctor());
    table.get("/api/members", Role.VIEWER, ask -> model.groups().groups());
    table.get("/api/members/list",
        Role.VIEWER,
        ask ->
            ask.page(
                model.groups().members(ask.query("group"), ask.search())));
    table.get("/api/leaders",
        Role.VIEWER,
        ask -> ask.page(Lines.search(model.leaders(), ask.search())));
    table.get("/api/locks",
        Role.VIEWER,
        ask -> ask.page(Lines.search(moments.locks.get(), ask.search())));
    table.get("/api/endpoints",
        Role.VIEWER,
        ask -> ask.page(model.services().domains(ask.search())));
    table.get("/api/progress",
        Role.VIEWER,
        ask -> ask.page(Tasks.search(model.tasks(), ask.search())));
    table.get("/api/commands",
        Role.VIEWER,
        ask -> ask.page(model.orders().sent(ask.query("channel"))));
    table.get("/api/commands/channels", Role.VIEWER, ask -> model.orders().channels());
    table.get("/api/commands/known", Role.VIEWER, ask -> model.orders().known());
    table.get("/api/queues", Role.VIEWER, ask -> ask.page(moments.queues.get()));
    table.get("/api/queues/parked",
        Role.OPERATOR,
        ask -> ask.page(moments.parked(ask.query("queue"))));
    table.get("/api/ids", Role.VIEWER, ask -> ask.page(moments.ids.get()));
    table.get("/api/tree",
        Role.VIEWER,
        ask ->
            Map.of("node", node(moments, ask), "writable", options.treeWrites()));
    table.get("/api/audit", Role.OPERATOR, ask -> ask.page(moments.audit.get()));
  }

  private static Tree.Node node(Moments moments, Ask ask) {
    String path = ask.query("path");
    return moments.node(path.isEmpty() ? "/" : path, ask.offset(), ask.limit());
  }

  void close() {
    actions.close();
  }
}
