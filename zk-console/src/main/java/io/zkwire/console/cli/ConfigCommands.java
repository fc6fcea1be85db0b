package io.zkwire.console.cli;

import static io.zkwire.console.cli.Columns.orDash;

import io.zkwire.Registration;
import io.zkwire.console.model.ConfigView;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Refused;
import io.zkwire.console.model.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zkw config}. */
@Command(
    name = "config",
    description = "Configuration: values, their types, history, and who uses them.",
    subcommands = {
      ConfigCommands.ListKeys.class,
      ConfigCommands.Get.class,
      ConfigCommands.Set.class,
      ConfigCommands.Delete.class,
      ConfigCommands.Watch.class,
      ConfigHistory.History.class,
      ConfigHistory.Diff.class,
      ConfigHistory.RollBack.class,
      ConfigTransfer.Import.class,
      ConfigTransfer.Export.class
    })
final class ConfigCommands {

  static final String EXPECT =
      "Only if the key is at this version, in hexadecimal; 0 if it has no value.";

  /** {@code zkw config list}. */
  @Command(name = "list", description = "Lists keys.")
  static final class ListKeys extends Base {
    private static final Columns<ConfigView.Row> COLUMNS =
        Columns.<ConfigView.Row>first("KEY", ConfigView.Row::key)
            .and("VALUE", ListKeys::value)
            .and("TYPE", ConfigView.Row::type)
            .and("PROCESSES", ListKeys::loaded);

    @Parameters(arity = "0..1", paramLabel = "PREFIX", defaultValue = "")
    String prefix = "";

    @Option(names = "--search", defaultValue = "", description = "Part of a key, type or value.")
    String search = "";

    @Override
    int run(Model model, Out out) {
      List<ConfigView.Row> rows = new ArrayList<>();
      int total;
      do {
        var page = model.config().page(prefix, search, rows.size(), 500);
        rows.addAll(page.rows());
        total = page.total();
      } while (rows.size() < total);
      out.list(rows, COLUMNS);
      return Exits.OK;
    }

    private static @Nullable String value(ConfigView.Row row) {
      return !row.set() ? "(default)" : row.secret() ? "(secret)" : row.value();
    }

    private static String loaded(ConfigView.Row row) {
      String loaded = row.instances() == 0 ? "-" : row.instances() + "";
      return row.behind() == 0 ? loaded : loaded + " (" + row.behind() + " behind)";
    }
  }

  /** {@code zkw config get}. */
  @Command(name = "get", description = "Prints the value of a key.")
  static final class Get extends Base {
    @Parameters(paramLabel = "KEY")
    String key = "";

    @Option(names = "--all", description = "Also type, version, and who uses it.")
    boolean all;

    @Override
    int run(Model model, Out out) {
      ConfigView.Detail detail = model.key(key);
      out.answer(detail, () -> print(detail, out));
      return detail.row().set() ? Exits.OK : Exits.NO;
    }

    private void print(ConfigView.Detail detail, Out out) {
      if (all) {
        printAll(detail, out);
      } else if (detail.row().secret()) {
        throw new Refused(key + " is secret", "Read it where it is used");
      } else if (detail.text() != null) {
        out.raw(detail.text());
      } else if (detail.row().set()) {
        throw new Refused(key + " is no text", "Take it from zkw config export");
      }
    }

    private static void printAll(ConfigView.Detail detail, Out out) {
      ConfigView.Row row = detail.row();
      out.line("key      " + row.key());
      out.line("value    " + (row.secret() ? "(secret)" : orDash(detail.text())));
      out.line("type     " + orDash(row.type()));
      out.line("version  " + detail.version());
      out.line("modified " + (row.modified() == null ? "-" : row.modified().toString()));
      for (ConfigView.User user : detail.users()) {
        out.line(
            "used by  "
                + user.type()
                + "."
                + user.member()
                + (user.fallback() == null ? "" : ", default " + user.fallback())
                + (user.doc().isEmpty() ? "" : ": " + user.doc()));
      }
      for (ConfigView.Loaded loaded : detail.instances()) {
        out.line(
            "loaded   "
                + loaded.host()
                + " ("
                + loaded.pid()
                + ") "
                + loaded.version()
                + (loaded.current() ? "" : " (behind)"));
      }
    }
  }

  /** {@code zkw config set}. */
  @Command(name = "set", description = "Publishes a value, checked against its type first.")
  static final class Set extends Base {
    @Parameters(index = "0", paramLabel = "KEY")
    String key = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "The value; - for what is read.")
    String value = "";

    @Option(names = "--expect", paramLabel = "VERSION", description = EXPECT)
    @Nullable String expect;

    @Option(names = "--force", description = "Publish it even if it does not fit its type.")
    boolean force;

    @Override
    int run(Model model, Out out) throws IOException {
      byte[] bytes = value.equals("-") ? System.in.readNBytes(1 << 20) : Text.utf8(value);
      return done(out, key, model.configChanges().set(actor(), key, bytes, expect, force));
    }
  }

  static int done(Out out, String key, String version) {
    out.answer(Map.of("key", key, "version", version), key + " is at version " + version);
    return Exits.OK;
  }

  /** {@code zkw config delete}. */
  @Command(name = "delete", description = "Removes a key: defaults come back.")
  static final class Delete extends Base {
    @Parameters(paramLabel = "KEY")
    String key = "";

    @Option(names = "--expect", paramLabel = "VERSION", description = EXPECT)
    @Nullable String expect;

    @Override
    int run(Model model, Out out) {
      model.configChanges().delete(actor(), key, expect);
      return done(out, key, "0");
    }
  }

  /** {@code zkw config watch}. */
  @Command(name = "watch", description = "Prints a key, or all below it, and each change.")
  static final class Watch extends Base {
    @Parameters(arity = "0..1", paramLabel = "KEY", defaultValue = "")
    String key = "";

    @Option(
        names = "--changes",
        paramLabel = "N",
        defaultValue = "2147483647",
        description = "End after so many changes.")
    int changes = Integer.MAX_VALUE;

    @Option(
        names = "--for",
        paramLabel = "SECONDS",
        defaultValue = "31536000",
        description = "End after so many seconds.")
    long seconds = 31_536_000;

    @Override
    int run(Model model, Out out) throws InterruptedException {
      CountDownLatch left = new CountDownLatch(changes);
      if (!key.isEmpty()) {
        show(model, key, out);
      }
      Registration watch =
          model
              .zk()
              .config()
              .watch(
                  key,
                  event -> {
                    show(model, event.key(), out);
                    left.countDown();
                  });
      try {
        boolean done = left.await(seconds, TimeUnit.SECONDS);
        return done || changes == Integer.MAX_VALUE ? Exits.OK : Exits.NO;
      } finally {
        watch.close();
      }
    }

    private static void show(Model model, String key, Out out) {
      Model fresh = Model.once(model.zk());
      ConfigView.Detail detail = fresh.key(key);
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("key", detail.row().key());
      event.put("version", detail.version());
      event.put("value", detail.text());
      event.put("secret", detail.row().secret());
      out.event(event, () -> out.line(detail.row().key() + " = " + value(detail)));
    }

    private static String value(ConfigView.Detail detail) {
      return detail.row().secret()
          ? "(secret)"
          : detail.row().set() ? String.valueOf(detail.text()) : "(no value)";
    }
  }
}
