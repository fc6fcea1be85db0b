package io.zkwire.console.cli;

import io.zkwire.Acknowledgement;
import io.zkwire.console.model.Actions;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Orders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands to members: {@code zkw command}. */
final class CommandCommands {

  private CommandCommands() {}

  /** {@code zkw command}. */
  @Command(
      name = "command",
      description = "Lists and sends commands.",
      subcommands = {Send.class, Known.class})
  static final class Commands extends Base {
    private static final Columns<Orders.Sent> SENT =
        Columns.first("CHANNEL", Orders.Sent::channel)
            .and("COMMAND", Orders.Sent::command)
            .and("SENT", Orders.Sent::sent)
            .and("DONE", each -> each.done() + "/" + each.expected())
            .and("FAILED", Orders.Sent::failed);

    @Override
    int run(Model model, Out out) {
      out.list(model.orders().sent(""), SENT);
      return Exits.OK;
    }
  }

  /** {@code zkw command known}. */
  @Command(name = "known", description = "Lists the commands that members carry out.")
  static final class Known extends Base {
    private static final Columns<Orders.Known> KNOWN =
        Columns.first("CHANNEL", Orders.Known::channel)
            .and("COMMAND", Orders.Known::command)
            .and("TAKES", each -> String.join(", ", each.parameters()))
            .and("WHAT", Orders.Known::doc);

    @Override
    int run(Model model, Out out) {
      out.list(model.orders().known(), KNOWN);
      return Exits.OK;
    }
  }

  /** {@code zkw command send}. */
  @Command(name = "send", description = "Sends a command to members, or to a leader.")
  static final class Send extends Base {
    private static final Columns<Answer> ANSWERS =
        Columns.first("MEMBER", Answer::member)
            .and("STATE", Answer::state)
            .and("RESULT", Answer::result)
            .and("ERROR", Answer::error);

    @Parameters(index = "0", paramLabel = "CHANNEL")
    String channel = "";

    @Parameters(index = "1", paramLabel = "COMMAND")
    String command = "";

    @Parameters(index = "2", arity = "0..*", paramLabel = "ARGUMENT")
    List<String> arguments = new ArrayList<>();

    @Option(names = "--to", paramLabel = "ID", description = "This member; may be repeated.")
    List<String> to = new ArrayList<>();

    @Option(names = "--leader", paramLabel = "ROLE", defaultValue = "")
    String leader = "";

    @Option(names = "--within", paramLabel = "SECONDS", defaultValue = "30")
    int within = 30;

    @Option(names = "--wait", description = "Wait until each addressee has come to an end.")
    boolean wait;

    @Override
    int run(Model model, Out out) {
      Orders.Order order =
          new Orders.Order(channel, command, arguments, to, leader, Duration.ofSeconds(within));
      try (Actions.Sending sending = model.actions().send(actor(), order)) {
        String id = sending.sent().id();
        if (!wait) {
          out.answer(Map.of("id", id, "to", sending.sent().addressees()), id + " is sent");
          return Exits.OK;
        }
        List<Answer> answers = new ArrayList<>();
        sending.sent().await().forEach((member, told) -> answers.add(Answer.of(member, told)));
        out.answer(Map.of("id", id, "answers", answers), () -> out.table(answers, ANSWERS));
        return !answers.isEmpty() && answers.stream().allMatch(Answer::done) ? Exits.OK : Exits.NO;
      }
    }

    /** What one member made of it; serialised as it is. */
    record Answer(String member, String state, @Nullable String result, @Nullable String error) {

      static Answer of(String member, Acknowledgement told) {
        return new Answer(member, told.state().name(), told.json(), told.error());
      }

      boolean done() {
        return state.equals(Acknowledgement.State.DONE.name());
      }
    }
  }
}
