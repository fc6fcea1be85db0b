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

  private static final Columns<Lines.Line> LINES =
      Columns.first("NAME", Lines.Line::name)
          .and("KIND", Lines.Line::kind)
          .and("HOLDER", GroupCommands::holder)
          .and("TOKEN", line -> line.candidates().isEmpty() ? null : first(line).token())
          .and("HELD", line -> line.holders() + "/" + line.places())
          .and("WAITING", Lines.Line::waiting)
          .and("WISH", line -> line.wish().isEmpty() ? null : "resign " + line.wish());

  private GroupCommands() {}

  /** {@code zkw members}. */
  @Command(name = "members", description = "Lists groups, or the members of one.")
  static final class Members extends Base {
    private static final Columns<Groups.Group> GROUPS =
        Columns.first("GROUP", Groups.Group::group)
            .and("MEMBERS", Groups.Group::members)
            .and("AVAILABLE", Groups.Group::available)
            .and("UNHEALTHY", Groups.Group::unhealthy)
            .and("OFF LINE", Groups.Group::offline)
            .and("WISH", Groups.Group::wish);
    private static final Columns<Groups.Row> MEMBERS =
        Columns.first("ID", Groups.Row::id)
            .and("HEALTH", each -> each.present() ? each.health() : "ABSENT")
            .and("STATUS", Groups.Row::status)
            .and("WISH", Groups.Row::wish)
            .and("HOST", Groups.Row::host)
            .and("PID", Groups.Row::pid)
            .and("VERSION", Groups.Row::version)
            .and("STATE", Groups.Row::state);

    @Parameters(arity = "0..1", paramLabel = "GROUP")
    @Nullable String group;

    @Option(names = "--search", defaultValue = "", description = "Part of id, host or state.")
    String search = "";

    @Override
    int run(Model model, Out out) {
      if (group == null) {
        out.list(model.groups().groups(), GROUPS);
        return Exits.OK;
      }
      List<Groups.Row> members = model.groups().members(group, search);
      out.list(members, MEMBERS);
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
      String what = wish().isEmpty() ? "nothing is wanted" : wish() + " is wanted";
      out.answer(
          Map.of("group", group, "ids", ids, "all", all, "wish", wish()),
          what + " of " + (all ? "all of " + group : group + " " + ids));
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
      out.answer(Map.of("role", role, "asked", asked), asked + " is asked to resign as " + role);
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
    out.answer(
        lines,
        () -> {
          out.table(lines, LINES);
          if (name != null) {
            lines.forEach(line -> line.candidates().forEach(each -> out.line(stands(each))));
          }
        });
    return name != null && lines.isEmpty() ? Exits.NO : Exits.OK;
  }

  private static Lines.Candidate first(Lines.Line line) {
    return line.candidates().get(0);
  }

  private static @Nullable String holder(Lines.Line line) {
    boolean held = !line.candidates().isEmpty() && first(line).first();
    return held ? process(first(line)) : null;
  }

  private static String process(Lines.Candidate each) {
    return each.host() + " (" + each.pid() + ")";
  }

  private static String stands(Lines.Candidate each) {
    String does = each.first() ? "holds  " : "waits  ";
    return does + each.uuid() + "  " + process(each) + " since " + each.since();
  }
}
