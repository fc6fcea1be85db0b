package io.zkwire.runtime.exclusive.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Breadth first, through all states that can be reached, up to the first that is wrong. */
final class Search {

  private final Model model;
  private final Function<State, @Nullable String> wrong;
  private final Visited visited = new Visited();
  private final Set<String> taken = new HashSet<>();
  private long transitions;

  private Search(Model model, Function<State, @Nullable String> wrong) {
    this.model = model;
    this.wrong = wrong;
  }

  /**
   * Searches.
   *
   * @param model the steps
   * @param wrong says what is wrong with a state, or null
   */
  static Outcome of(Model model, Function<State, @Nullable String> wrong) {
    return new Search(model, wrong).run();
  }

  private Outcome run() {
    visited.add(new State(), -1);
    for (int number = 0; number < visited.size(); number++) {
      State state = visited.get(number);
      for (Step step : model.steps()) {
        if (!step.possible().test(state)) {
          continue;
        }
        transitions++;
        taken.add(step.what());
        State after = state.copy();
        step.take().accept(after);
        String found = wrong.apply(after);
        if (found != null) {
          return outcome(trace(number, step, found));
        }
        model.settle(after);
        visited.add(after, number);
      }
    }
    return outcome(List.of());
  }

  private Outcome outcome(List<String> trace) {
    List<String> never =
        model.steps().stream().map(Step::what).distinct().filter(w -> !taken.contains(w)).toList();
    return new Outcome(visited.size(), transitions, trace, never);
  }

  /** Takes the steps again from the start, so that each process keeps its name. */
  private List<String> trace(int last, Step step, String found) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = last; number > 0; number = visited.before(number)) {
      numbers.add(0, number);
    }
    List<String> trace = new ArrayList<>();
    State state = new State();
    for (int number : numbers) {
      state = take(state, number, trace);
    }
    trace.add(step + ": " + found);
    return trace;
  }

  private State take(State state, int number, List<String> trace) {
    for (Step step : model.steps()) {
      if (step.possible().test(state)) {
        State after = state.copy();
        step.take().accept(after);
        model.settle(after);
        if (visited.is(after, number)) {
          trace.add(step + "   [" + after + "]");
          return after;
        }
      }
    }
    throw new IllegalStateException("No step leads to state " + number);
  }
}
