package io.zkwire.console.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.Registration;
import io.zkwire.console.model.ConfigView;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Refused;
import io.zkwire.console.model.Revision;
import io.zkwire.console.model.Text;
import io.zkwire.console.model.Transfer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
      ConfigCommands.History.class,
      ConfigCommands.Diff.class,
      ConfigCommands.RollBack.class,
      ConfigCommands.Import.class,
      ConfigCommands.Export.class
    })
final class ConfigCommands {

  private static final String EXPECT =
      "Only if the key is at this version, in hexadecimal; 0 if it has no value.";

  /** {@code zkw config list}. */
  @Command(name = "list", description = "Lists keys.")
  static final class ListKeys extends Base {
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
      if (out.json()) {
        out.value(rows);
      } else {
        List<List<String>> table = new ArrayList<>();
        for (ConfigView.Row row : rows) {
          String value = row.secret() ? "(secret)" : orDash(row.value());
          String loaded = row.instances() == 0 ? "-" : row.instances() + "";
          table.add(
              List.of(
                  row.key(),
                  row.set() ? value : "(default)",
                  orDash(row.type()),
                  row.behind() == 0 ? loaded : loaded + " (" + row.behind() + " behind)"));
        }
        out.table(List.of("KEY", "VALUE", "TYPE", "PROCESSES"), table);
      }
      return Exits.OK;
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
      if (out.json()) {
        out.value(detail);
      } else if (all) {
        print(detail, out);
      } else if (detail.row().secret()) {
        throw new Refused(key + " is secret", "Read it where it is used");
      } else if (detail.text() != null) {
        out.raw(detail.text());
      } else if (detail.row().set()) {
        throw new Refused(key + " is no text", "Take it from zkw config export");
      }
      return detail.row().set() ? Exits.OK : Exits.NO;
    }

    private static void print(ConfigView.Detail detail, Out out) {
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
      byte[] bytes =
          value.equals("-")
              ? System.in.readNBytes(1 << 20)
              : value.getBytes(StandardCharsets.UTF_8);
      String version = model.configChanges().set(actor(), key, bytes, expect, force);
      print(out, key, version);
      return Exits.OK;
    }
  }

  private static void print(Out out, String key, String version) {
    if (out.json()) {
      out.value(Map.of("key", key, "version", version));
    } else {
      out.line(key + " is at version " + version);
    }
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
      print(out, key, "0");
      return Exits.OK;
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
      if (out.json()) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("key", detail.row().key());
        event.put("version", detail.version());
        event.put("value", detail.text());
        event.put("secret", detail.row().secret());
        out.event(event);
      } else {
        String value = detail.row().set() ? String.valueOf(detail.text()) : "(no value)";
        out.line(detail.row().key() + " = " + (detail.row().secret() ? "(secret)" : value));
      }
    }
  }

  /** {@code zkw config history}. */
  @Command(name = "history", description = "Lists the revisions of a key, the present one first.")
  static final class History extends Base {
    @Parameters(paramLabel = "KEY")
    String key = "";

    @Override
    int run(Model model, Out out) {
      List<Revision> revisions = model.history(key);
      if (out.json()) {
        out.value(revisions);
      } else {
        List<List<String>> rows = new ArrayList<>();
        for (Revision each : revisions) {
          String value = each.secret() ? "(secret)" : orDash(each.text());
          rows.add(
              List.of(
                  each.version(),
                  each.modified().toString(),
                  orDash(each.author()),
                  each.bytes() < 0 ? "(no value)" : value));
        }
        out.table(List.of("VERSION", "WRITTEN", "BY", "VALUE"), rows);
      }
      return revisions.isEmpty() ? Exits.NO : Exits.OK;
    }
  }

  /** {@code zkw config diff}. */
  @Command(
      name = "diff",
      description = "Compares two revisions of a key; without them the last two.",
      exitCodeList = {"0:they are the same", "1:they differ"})
  static final class Diff extends Base {
    @Parameters(index = "0", paramLabel = "KEY")
    String key = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "FROM")
    @Nullable String from;

    @Parameters(index = "2", arity = "0..1", paramLabel = "TO")
    @Nullable String to;

    @Override
    int run(Model model, Out out) {
      List<Revision> all = model.history(key);
      Revision newer = find(all, to, 0);
      Revision older = find(all, from, 1);
      if (older.secret()) {
        throw new Refused(key + " is secret", "Compare the versions in its history");
      }
      List<String> lines = LineDiff.of(older.text(), newer.text());
      if (out.json()) {
        out.value(Map.of("key", key, "from", older, "to", newer, "lines", lines));
      } else {
        lines.forEach(out::line);
      }
      return lines.stream().allMatch(line -> line.startsWith(" ")) ? Exits.OK : Exits.NO;
    }

    private Revision find(List<Revision> all, @Nullable String version, int otherwise) {
      for (int i = 0; i < all.size(); i++) {
        if (version == null ? i == otherwise : all.get(i).version().equals(version)) {
          return all.get(i);
        }
      }
      throw Refused.missing(
          "revision " + (version == null ? "" : version + " ") + "of " + key,
          "See zkw config history " + key);
    }
  }

  /** {@code zkw config rollback}. */
  @Command(name = "rollback", description = "Publishes an earlier revision again.")
  static final class RollBack extends Base {
    @Parameters(index = "0", paramLabel = "KEY")
    String key = "";

    @Parameters(index = "1", paramLabel = "VERSION")
    String version = "";

    @Option(names = "--expect", paramLabel = "VERSION", description = EXPECT)
    @Nullable String expect;

    @Override
    int run(Model model, Out out) {
      print(out, key, model.configChanges().rollBack(actor(), key, version, expect));
      return Exits.OK;
    }
  }

  /** {@code zkw config export}. */
  @Command(name = "export", description = "Writes keys as JSON; secrets are left out and named.")
  static final class Export extends Base {
    @Parameters(arity = "0..1", paramLabel = "PREFIX", defaultValue = "")
    String prefix = "";

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Where to; else printed.")
    @Nullable Path file;

    @Override
    int run(Model model, Out out) throws IOException {
      Transfer.Export export = model.transfer().export(prefix);
      if (file == null) {
        out.value(export);
      } else {
        Files.write(file, Text.json(export));
        out.line(export.keys().size() + " keys, " + export.omitted().size() + " secrets left out");
      }
      return Exits.OK;
    }
  }

  /** {@code zkw config import}. */
  @Command(
      name = "import",
      description = "Publishes the keys of an export, each by itself, after checking its type.")
  static final class Import extends Base {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "--dry-run", description = "Only say what would be done.")
    boolean dry;

    @Override
    int run(Model model, Out out) {
      List<Transfer.Import> done =
          model.transfer().imports(actor(), values(Connect.read(file)), dry);
      if (out.json()) {
        out.value(done);
      } else {
        List<List<String>> rows = new ArrayList<>();
        done.forEach(each -> rows.add(List.of(each.change(), each.key(), orDash(each.problem()))));
        out.table(List.of("CHANGE", "KEY", "PROBLEM"), rows);
      }
      return done.stream().anyMatch(each -> each.problem() != null) ? Exits.REFUSED : Exits.OK;
    }

    private static Map<String, byte[]> values(String text) {
      JsonNode json = Text.parse(Text.utf8(text));
      if (json.path("zkwire").asInt() != 1) {
        throw Transfer.noExport("it does not say which version it is of");
      }
      return Transfer.values(json);
    }
  }
}
