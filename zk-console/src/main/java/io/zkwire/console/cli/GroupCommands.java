package io.zkwire.console.cli;

import io.zkwire.console.model.Groups;
import io.zkwire.console.model.Lines;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Members, leaders and locks. */
final class GroupCommands {

  private GroupCommands() {}

  /** {@code zkw members}. */
  @Command(name = "members", description = "Lists groups, or the members of one.")
  static final class Members extends Base {
    @Parameters(arity = "0..1", paramLabel = "GROUP")
    @Nullable String group;

    @Option(names = "--search", defaultValue = "", description = "Part of id, host or state.")
    String search = "";

    @Override
    int run(Model model, Out out) {
      if (group == null) {
        List<Groups.Group> groups = model.groups().groups();
        if (out.json()) {
          out.value(groups);
        } else {
          List<List<String>> rows = new ArrayList<>();
          for (Groups.Group each : groups) {
            rows.add(
                List.of(
                    each.group(),
                    each.members() + "",
                    each.available() + "",
                    each.unhealthy() + "",
                    each.offline() + "",
                    orDash(each.wish())));
          }
          out.table(
              List.of("GROUP", "MEMBERS", "AVAILABLE", "UNHEALTHY", "OFF LINE", "WISH"), rows);
        }
        return Exits.OK;
      }
      List<Groups.Row> members = model.groups().members(group, search);
      if (out.json()) {
        out.value(members);
      } else {
        List<List<String>> rows = new ArrayList<>();
        for (Groups.Row each : members) {
          rows.add(
              List.of(
                  each.id(),
                  each.present() ? each.health() : "ABSENT",
                  orDash(each.status()),
                  orDash(each.wish()),
                  orDash(each.host()),
                  each.pid() + "",
                  orDash(each.version()),
                  each.state().toString()));
        }
        out.table(
            List.of("ID", "HEALTH", "STATUS", "WISH", "HOST", "PID", "VERSION", "STATE"), rows);
      }
      return members.isEmpty() ? Exits.NO : Exits.OK;
    }
  }

  /** What drain and online have in common. */
  abstract static class Wish extends Base {
    @Parameters(index = "0", paramLabel = "GROUP")
    String group = "";

    @Parameters(index = "1", arity = "0..*", paramLabel = "ID")
    List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "All members of the group.")
    boolean all;

    abstract String wish();

    @Override
    int run(Model model, Out out) {
      if (all == !ids.isEmpty()) {
        throw new Refused("neither ids nor --all is given, or both are", "Give one of them");
      }
      List<String> whom = all ? List.of("") : ids;
      for (String id : whom) {
        model.actions().want(actor(), group, id, wish(), null);
      }
      if (out.json()) {
        out.value(Map.of("group", group, "ids", ids, "all", all, "wish", wish()));
      } else {
        String what = wish().isEmpty() ? "nothing is wanted" : wish() + " is wanted";
        out.line(what + " of " + (all ? "all of " + group : group + " " + ids));
      }
      return Exits.OK;
    }
  }

  /** {@code zkw drain}. */
  @Command(name = "drain", description = "Wants members off line: they finish what they have.")
  static final class Drain extends Wish {
    @Override
    String wish() {
      return "OFFLINE";
    }
  }

  /** {@code zkw online}. */
  @Command(name = "online", description = "Wants members on line again.")
  static final class Online extends Wish {
    @Option(names = "--forget", description = "Take back the wish: they follow their group.")
    boolean forget;

    @Override
    String wish() {
      return forget ? "" : "ONLINE";
    }
  }

  /** {@code zkw leaders}. */
  @Command(
      name = "leaders",
      description = "Lists roles and who leads them.",
      subcommands = Resign.class)
  static final class Leaders extends Base {
    @Option(names = "--role", paramLabel = "ROLE", description = "Only this one, with its line.")
    @Nullable String role;

    @Override
    int run(Model model, Out out) {
      return print(model.leaders(), role, out);
    }
  }

  /** {@code zkw leaders resign}. */
  @Command(name = "resign", description = "Asks a leader to resign, by a wish that names its node.")
  static final class Resign extends Base {
    @Parameters(index = "0", paramLabel = "ROLE")
    String role = "";

    @Option(names = "--uuid", defaultValue = "", description = "Only if this one leads.")
    String uuid = "";

    @Override
    int run(Model model, Out out) {
      String asked = model.actions().resign(actor(), role, uuid);
      if (out.json()) {
        out.value(Map.of("role", role, "asked", asked));
      } else {
        out.line(asked + " is asked to resign as " + role);
      }
      return Exits.OK;
    }
  }

  /** {@code zkw locks}. */
  @Command(name = "locks", description = "Lists locks and permits, who holds them and who waits.")
  static final class Locks extends Base {
    @Option(names = "--name", paramLabel = "NAME", description = "Only this one, with its line.")
    @Nullable String name;

    @Override
    int run(Model model, Out out) {
      return print(model.locks(), name, out);
    }
  }

  private static int print(List<Lines.Line> all, @Nullable String name, Out out) {
    List<Lines.Line> lines =
        all.stream().filter(line -> name == null || line.name().equals(name)).toList();
    if (out.json()) {
      out.value(lines);
    } else {
      List<List<String>> rows = new ArrayList<>();
      for (Lines.Line line : lines) {
        Lines.Candidate first = line.candidates().isEmpty() ? null : line.candidates().get(0);
        rows.add(
            List.of(
                line.name(),
                line.kind(),
                first == null || !first.first() ? "-" : first.host() + " (" + first.pid() + ")",
                first == null ? "-" : first.token(),
                line.holders() + "/" + line.places(),
                line.waiting() + "",
                orWish(line.wish())));
      }
      out.table(List.of("NAME", "KIND", "HOLDER", "TOKEN", "HELD", "WAITING", "WISH"), rows);
      if (name != null) {
        for (Lines.Line line : lines) {
          line.candidates()
              .forEach(
                  c ->
                      out.line(
                          (c.first() ? "holds  " : "waits  ")
                              + c.uuid()
                              + "  "
                              + c.host()
                              + " ("
                              + c.pid()
                              + ") since "
                              + c.since()));
        }
      }
    }
    return name != null && lines.isEmpty() ? Exits.NO : Exits.OK;
  }

  private static String orWish(String wish) {
    return wish.isEmpty() ? "-" : "resign " + wish;
  }
}
