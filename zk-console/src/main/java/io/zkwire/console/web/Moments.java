package io.zkwire.console.web;

import io.zkwire.ParkedItem;
import io.zkwire.console.model.AuditLog;
import io.zkwire.console.model.Ids;
import io.zkwire.console.model.Lines;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Overview;
import io.zkwire.console.model.Queues;
import io.zkwire.console.model.Servers;
import io.zkwire.console.model.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is not followed but read now and then, once for all browsers. Thread-safe. */
final class Moments {

  private static final Duration MOMENT = Duration.ofMillis(400);

  final Moment<Overview> overview;
  final Moment<List<Lines.Line>> locks;
  final Moment<List<Queues.Row>> queues;
  final Moment<List<Ids.Row>> ids;
  final Moment<List<AuditLog.Row>> audit;
  private final Model model;
  private final Recent<List<ParkedItem>> parked = new Recent<>(MOMENT, 200);
  private final Recent<Tree.Node> nodes = new Recent<>(MOMENT, 200);

  Moments(Model model, Events events) {
    this.model = model;
    Moment<List<Servers.Row>> servers = new Moment<>(Duration.ofSeconds(5), model::servers);
    this.overview = new Moment<>(Duration.ofMillis(250), () -> model.overview(servers.get()));
    this.locks = new Moment<>(MOMENT, model::locks);
    this.queues = new Moment<>(MOMENT, model::queues);
    this.ids = new Moment<>(MOMENT, model::ids);
    this.audit = new Moment<>(MOMENT, model::audit);
    // It is told of by what changes, but read anew only when it is old: the last change counts,
    // too.
    events.polls("overview", overview);
    events.polls("locks", locks);
    events.polls("queues", queues);
    events.polls("ids", ids);
    events.polls("audit", audit);
  }

  /** The items of a queue that were given up. */
  List<ParkedItem> parked(String queue) {
    return parked.get(queue, () -> model.parked(queue));
  }

  /** A raw node with a part of its children. */
  Tree.Node node(String path, int offset, int limit) {
    return nodes.get(offset + "+" + limit + " " + path, () -> model.node(path, offset, limit));
  }

  /** The answer to a write, which others shall see at once. */
  Map<String, Object> done(String name, Object value) {
    audit.forget();
    overview.forget();
    queues.forget();
    parked.forget();
    nodes.forget();
    return Map.of(name, value);
  }
}
