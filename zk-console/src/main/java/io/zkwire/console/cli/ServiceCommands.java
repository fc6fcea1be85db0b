package io.zkwire.console.cli;

import io.zkwire.ParkedItem;
import io.zkwire.console.model.Ids;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Queues;
import io.zkwire.console.model.Services;
import java.util.ArrayList;
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
    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Only this one.")
    @Nullable String domain;

    @Override
    int run(Model model, Out out) {
      List<Services.Domain> domains =
          model.services().domains("").stream()
              .filter(each -> domain == null || each.domain().equals(domain))
              .toList();
      if (out.json()) {
        out.value(domains);
      } else {
        List<List<String>> rows = new ArrayList<>();
        for (Services.Domain each : domains) {
          for (Services.Row row : each.endpoints()) {
            String state = row.problem() != null ? "cannot be read" : row.up() ? "up" : "down";
            rows.add(
                List.of(
                    each.domain(),
                    row.address(),
                    row.id().isEmpty() ? "static" : "live",
                    state,
                    row.weight() + "",
                    orDash(row.zone()),
                    orDash(String.join(",", row.tags()))));
          }
        }
        out.table(List.of("DOMAIN", "ADDRESS", "KIND", "STATE", "WEIGHT", "ZONE", "TAGS"), rows);
      }
      return domain != null && domains.isEmpty() ? Exits.NO : Exits.OK;
    }
  }

  private static void changed(Out out, String domain) {
    if (out.json()) {
      out.value(Map.of("domain", domain, "changed", true));
    } else {
      out.line("the static record of " + domain + " is changed");
    }
  }

  /** {@code zkw endpoints add}. */
  @Command(name = "add", description = "Adds an address to the static record of a domain.")
  static final class Add extends Base {
    @Parameters(index = "0", paramLabel = "DOMAIN")
    String domain = "";

    @Parameters(index = "1", paramLabel = "HOST:PORT")
    String address = "";

    @Override
    int run(Model model, Out out) {
      model.actions().endpoint(actor(), domain, "", address, null);
      changed(out, domain);
      return Exits.OK;
    }
  }

  /** {@code zkw endpoints change}. */
  @Command(name = "change", description = "Puts an address in the place of another.")
  static final class Change extends Base {
    @Parameters(index = "0", paramLabel = "DOMAIN")
    String domain = "";

    @Parameters(index = "1", paramLabel = "FROM")
    String from = "";

    @Parameters(index = "2", paramLabel = "TO")
    String to = "";

    @Override
    int run(Model model, Out out) {
      model.actions().endpoint(actor(), domain, from, to, null);
      changed(out, domain);
      return Exits.OK;
    }
  }

  /** {@code zkw endpoints remove}. */
  @Command(name = "remove", description = "Removes an address from the static record.")
  static final class Remove extends Base {
    @Parameters(index = "0", paramLabel = "DOMAIN")
    String domain = "";

    @Parameters(index = "1", paramLabel = "HOST:PORT")
    String address = "";

    @Override
    int run(Model model, Out out) {
      model.actions().endpoint(actor(), domain, address, "", null);
      changed(out, domain);
      return Exits.OK;
    }
  }

  /** {@code zkw ids}. */
  @Command(name = "ids", description = "Lists types of IDs, their counters and workers.")
  static final class IdTypes extends Base {
    @Override
    int run(Model model, Out out) {
      List<Ids.Row> types = model.ids();
      if (out.json()) {
        out.value(types);
      } else {
        List<List<String>> rows = new ArrayList<>();
        for (Ids.Row each : types) {
          rows.add(
              List.of(
                  each.type(), each.strategy(), orDash(each.next()), each.workers().size() + ""));
        }
        out.table(List.of("TYPE", "STRATEGY", "NEXT", "WORKERS"), rows);
      }
      return Exits.OK;
    }
  }

  /** {@code zkw queues}. */
  @Command(
      name = "queues",
      description = "Lists queues; lists, retries and drops parked items.",
      subcommands = {Parked.class, Retry.class, Drop.class})
  static final class QueueList extends Base {
    @Override
    int run(Model model, Out out) {
      List<Queues.Row> queues = model.queues();
      if (out.json()) {
        out.value(queues);
      } else {
        List<List<String>> rows = new ArrayList<>();
        for (Queues.Row each : queues) {
          rows.add(
              List.of(
                  each.name(),
                  each.items() + "",
                  each.claimed() + "",
                  each.parked() + "",
                  each.finished() + "",
                  each.consumers() + ""));
        }
        out.table(List.of("QUEUE", "ITEMS", "AT WORK", "PARKED", "FINISHED", "CONSUMERS"), rows);
      }
      return Exits.OK;
    }
  }

  /** {@code zkw queues parked}. */
  @Command(name = "parked", description = "Lists the items of a queue that were given up.")
  static final class Parked extends Base {
    @Parameters(paramLabel = "QUEUE")
    String queue = "";

    @Override
    int run(Model model, Out out) {
      List<ParkedItem> items = model.parked(queue);
      if (out.json()) {
        out.value(items);
      } else {
        List<List<String>> rows = new ArrayList<>();
        items.forEach(
            each -> rows.add(List.of(each.id(), each.attempts() + "", each.error(), each.item())));
        out.table(List.of("ID", "TRIES", "ERROR", "ITEM"), rows);
      }
      return Exits.OK;
    }
  }

  /** {@code zkw queues retry}. */
  @Command(name = "retry", description = "Puts a parked item back.")
  static final class Retry extends Base {
    @Parameters(index = "0", paramLabel = "QUEUE")
    String queue = "";

    @Parameters(index = "1", paramLabel = "ID")
    String id = "";

    @Override
    int run(Model model, Out out) {
      model.actions().parked(actor(), queue, id, true);
      done(out, id, "put back");
      return Exits.OK;
    }
  }

  /** {@code zkw queues drop}. */
  @Command(name = "drop", description = "Removes a parked item for good.")
  static final class Drop extends Base {
    @Parameters(index = "0", paramLabel = "QUEUE")
    String queue = "";

    @Parameters(index = "1", paramLabel = "ID")
    String id = "";

    @Override
    int run(Model model, Out out) {
      model.actions().parked(actor(), queue, id, false);
      done(out, id, "dropped");
      return Exits.OK;
    }
  }

  private static void done(Out out, String id, String what) {
    if (out.json()) {
      out.value(Map.of("id", id, "done", what));
    } else {
      out.line(id + " is " + what);
    }
  }
}
