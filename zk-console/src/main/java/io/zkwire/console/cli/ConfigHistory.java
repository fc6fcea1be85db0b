package io.zkwire.console.cli;

import io.zkwire.console.model.Model;
import io.zkwire.console.model.Refused;
import io.zkwire.console.model.Revision;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Earlier revisions of keys: {@code zkw config history}, {@code diff} and {@code rollback}. */
final class ConfigHistory {

  private ConfigHistory() {}

  /** {@code zkw config history}. */
  @Command(name = "history", description = "Lists the revisions of a key, the present one first.")
  static final class History extends Base {
    private static final Columns<Revision> COLUMNS =
        Columns.first("VERSION", Revision::version)
            .and("WRITTEN", Revision::modified)
            .and("BY", Revision::author)
            .and("VALUE", History::value);

    @Parameters(paramLabel = "KEY")
    String key = "";

    @Override
    int run(Model model, Out out) {
      List<Revision> revisions = model.history(key);
      out.list(revisions, COLUMNS);
      return revisions.isEmpty() ? Exits.NO : Exits.OK;
    }

    private static @Nullable String value(Revision each) {
      return each.bytes() < 0 ? "(no value)" : each.secret() ? "(secret)" : each.text();
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
      out.answer(
          Map.of("key", key, "from", older, "to", newer, "lines", lines),
          () -> lines.forEach(out::line));
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

    @Option(names = "--expect", paramLabel = "VERSION", description = ConfigCommands.EXPECT)
    @Nullable String expect;

    @Override
    int run(Model model, Out out) {
      String now = model.configChanges().rollBack(actor(), key, version, expect);
      return ConfigCommands.done(out, key, now);
    }
  }
}
