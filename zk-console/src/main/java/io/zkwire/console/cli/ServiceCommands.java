package io.zkwire.console.cli;

import io.zkwire.ParkedItem;
import io.zkwire.console.model.Ids;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Queues;
import io.zkwire.console.model.Services;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Endpoints, queues and IDs. */
final class ServiceCommands {

  private ServiceCommands() {}

  /** {@code zkw endpoints}. */
  @Command(
      name = "endpoints",
      description = "Lists domains and their endpoints, and changes static records.",
      subcommands = {Add.class, Change.class, Remove.class})
  static final class Endpoints extends Base {
    private static final Columns<Row> COLUMNS =
        Columns.first("DOMAIN", Row::domain)
            .and("ADDRESS", row -> row.endpoint().address())
            .and("KIND", row -> row.endpoint().id().isEmpty() ? "static" : "live")
            .and("STATE", Row::state)
            .and("WEIGHT", row -> row.endpoint().weight())
            .and("ZONE", row -> row.endpoint().zone())
            .and("TAGS", row -> String.join(",", row.endpoint().tags()));

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Only this one.")
    @Nullable String domain;

    @Override
    int run(Model model, Out out) {
      List<Services.Domain> domains =
          model.services().domains("").stream()
              .filter(each -> domain == null || each.domain().equals(domain))
              .toList();
      out.answer(domains, () -> out.table(rows(domains), COLUMNS));
      return domain != null && domains.isEmpty() ? Exits.NO : Exits.OK;
    }

    private static List<Row> rows(List<Services.Domain> domains) {
      return domains.stream()
          .flatMap(each -> each.endpoints().stream().map(end -> new Row(each.domain(), end)))
          .toList();
    }

    private record Row(String domain, Services.Row endpoint) {
      String state() {
        return endpoint.problem() != null ? "cannot be read" : endpoint.up() ? "up" : "down";
      }
    }
  }

  /** What add, change and remove have in common. */
  abstract static class EndpointChange extends Base {
    @Parameters(index = "0", paramLabel = "DOMAIN")
    String domain = "";

    final int change(Model model, Out out, String from, String to) {
      model.actions().endpoint(actor(), domain, from, to, null);
      out.answer(
          Map.of("domain", domain, "changed", true),
          "the static record of " + domain + " is changed");
      return Exits.OK;
    }
  }

  /** {@code zkw endpoints add}. */
  @Command(name = "add", description = "Adds an address to the static record of a domain.")
  static final class Add extends EndpointChange {
    @Parameters(index = "1", paramLabel = "HOST:PORT")
    String address = "";

    @Override
    int run(Model model, Out out) {
      return change(model, out, "", address);
    }
  }

  /** {@code zkw endpoints change}. */
  @Command(name = "change", description = "Puts an address in the place of another.")
  static final class Change extends EndpointChange {
    @Parameters(index = "1", paramLabel = "FROM")
    String from = "";

    @Parameters(index = "2", paramLabel = "TO")
    String to = "";

    @Override
    int run(Model model, Out out) {
      return change(model, out, from, to);
    }
  }

  /** {@code zkw endpoints remove}. */
  @Command(name = "remove", description = "Removes an address from the static record.")
  static final class Remove extends EndpointChange {
    @Parameters(index = "1", paramLabel = "HOST:PORT")
    String address = "";

    @Override
    int run(Model model, Out out) {
      return change(model, out, address, "");
    }
  }

  /** {@code zkw ids}. */
  @Command(name = "ids", description = "Lists types of IDs, their counters and workers.")
  static final class IdTypes extends Base {
    private static final Columns<Ids.Row> COLUMNS =
        Columns.first("TYPE", Ids.Row::type)
            .and("STRATEGY", Ids.Row::strategy)
            .and("NEXT", Ids.Row::next)
            .and("WORKERS", each -> each.workers().size());

    @Override
    int run(Model model, Out out) {
      out.list(model.ids(), COLUMNS);
      return Exits.OK;
    }
  }

  /** {@code zkw queues}. */
  @Command(
      name = "queues",
      description = "Lists queues; lists, retries and drops parked items.",
      subcommands = {Parked.class, Retry.class, Drop.class})
  static final class QueueList extends Base {
    private static final Columns<Queues.Row> COLUMNS =
        Columns.first("QUEUE", Queues.Row::name)
            .and("ITEMS", Queues.Row::items)
            .and("AT WORK", Queues.Row::claimed)
            .and("PARKED", Queues.Row::parked)
            .and("FINISHED", Queues.Row::finished)
            .and("CONSUMERS", Queues.Row::consumers);

    @Override
    int run(Model model, Out out) {
      out.list(model.queues(), COLUMNS);
      return Exits.OK;
    }
  }

  /** {@code zkw queues parked}. */
  @Command(name = "parked", description = "Lists the items of a queue that were given up.")
  static final class Parked extends Base {
    private static final Columns<ParkedItem> COLUMNS =
        Columns.first("ID", ParkedItem::id)
            .and("TRIES", ParkedItem::attempts)
            .and("ERROR", ParkedItem::error)
            .and("ITEM", ParkedItem::item);

    @Parameters(paramLabel = "QUEUE")
    String queue = "";

    @Override
    int run(Model model, Out out) {
      out.list(model.parked(queue), COLUMNS);
      return Exits.OK;
    }
  }

  /** What retry and drop have in common. */
  abstract static class ParkedAction extends Base {
    @Parameters(index = "0", paramLabel = "QUEUE")
    String queue = "";

    @Parameters(index = "1", paramLabel = "ID")
    String id = "";

    final int act(Model model, Out out, boolean retry) {
      model.actions().parked(actor(), queue, id, retry);
      String what = retry ? "put back" : "dropped";
      out.answer(Map.of("id", id, "done", what), id + " is " + what);
      return Exits.OK;
    }
  }

  /** {@code zkw queues retry}. */
  @Command(name = "retry", description = "Puts a parked item back.")
  static final class Retry extends ParkedAction {
    @Override
    int run(Model model, Out out) {
      return act(model, out, true);
    }
  }

  /** {@code zkw queues drop}. */
  @Command(name = "drop", description = "Removes a parked item for good.")
  static final class Drop extends ParkedAction {
    @Override
    int run(Model model, Out out) {
      return act(model, out, false);
    }
  }
}
