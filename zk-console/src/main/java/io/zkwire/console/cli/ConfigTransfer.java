package io.zkwire.console.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Text;
import io.zkwire.console.model.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keys as files: {@code zkw config export} and {@code import}. */
final class ConfigTransfer {

  private ConfigTransfer() {}

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
        int keys = export.keys().size();
        out.answer(
            Map.of("file", file.toString(), "keys", keys, "omitted", export.omitted()),
            keys + " keys, " + export.omitted().size() + " secrets left out");
      }
      return Exits.OK;
    }
  }

  /** {@code zkw config import}. */
  @Command(
      name = "import",
      description = "Publishes the keys of an export, each by itself, after checking its type.")
  static final class Import extends Base {
    private static final Columns<Transfer.Import> COLUMNS =
        Columns.first("CHANGE", Transfer.Import::change)
            .and("KEY", Transfer.Import::key)
            .and("PROBLEM", Transfer.Import::problem);

    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "--dry-run", description = "Only say what would be done.")
    boolean dry;

    @Override
    int run(Model model, Out out) {
      Map<String, byte[]> values = values(Connect.read(file));
      List<Transfer.Import> done =
          dry ? model.transfer().plan(values) : model.transfer().imports(actor(), values, null);
      out.list(done, COLUMNS);
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
