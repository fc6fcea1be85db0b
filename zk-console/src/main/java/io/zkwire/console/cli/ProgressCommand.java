package io.zkwire.console.cli;

import io.zkwire.console.model.Model;
import io.zkwire.console.model.Tasks;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zkw progress}. */
@Command(name = "progress", description = "Lists tasks and their workers.")
final class ProgressCommand extends Base {
  private static final Columns<Tasks.Row> COLUMNS =
      Columns.first("TASK", Tasks.Row::task)
          .and("WORKER", Tasks.Row::worker)
          .and("STATE", Tasks.Row::state)
          .and("DONE", row -> row.done() + (row.total() > 0 ? "/" + row.total() : ""))
          .and("", row -> row.total() > 0 ? 100 * row.done() / row.total() + " %" : "-")
          .and("RATE", row -> Math.round(row.rate()) + "/s")
          .and("LEFT", row -> row.secondsLeft() < 0 ? "-" : row.secondsLeft() + " s")
          .and("MESSAGE", Tasks.Row::message);

  @Parameters(arity = "0..1", paramLabel = "TASK")
  @Nullable String task;

  @Option(names = "--follow", description = "Go on until no worker runs.")
  boolean follow;

  @Override
  boolean follows() {
    return follow;
  }

  @Override
  int run(Model model, Out out) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    List<Tasks.Task> tasks = show(model, out);
    while (follow
        && tasks.stream().anyMatch(each -> each.running() > 0)
        && !never.await(1, TimeUnit.SECONDS)) {
      tasks = show(model, out);
    }
    return task != null && tasks.isEmpty() ? Exits.NO : Exits.OK;
  }

  private List<Tasks.Task> show(Model model, Out out) {
    List<Tasks.Task> tasks =
        model.tasks().stream().filter(each -> task == null || each.task().equals(task)).toList();
    if (follow) {
      out.event(tasks, () -> print(tasks, out));
    } else {
      out.answer(tasks, () -> print(tasks, out));
    }
    return tasks;
  }

  private static void print(List<Tasks.Task> tasks, Out out) {
    out.table(tasks.stream().flatMap(each -> each.workers().stream()).toList(), COLUMNS);
  }
}
