package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param rows the rows; empty for all
 * @param rounds at most how many rounds a row; empty for as many as the acceptance wants
 * @param minutes for how long the nemesis strikes; empty for as long as it usually does
 * @param ours whether ours is run
 * @param stock whether the stock recipes are run
 * @param json where the results go, too
 * @param resume whether rows that are done are left out
 * @param seed from which the random phases come
 * @param prefix how the names of the namespaces begin; empty if there are none
 * @param home where everything is written
 * @param logLevel what servers and workers log
 */
record Options(
    List<String> rows,
    Optional<Integer> rounds,
    Optional<Integer> minutes,
    boolean ours,
    boolean stock,
    Optional<Path> json,
    boolean resume,
    long seed,
    Optional<String> prefix,
    Path home,
    String logLevel) {

  private static final int STOCK_ROUNDS = 20;

  static final String USAGE =
      """
      faults.sh [ROW...] [--rounds N] [--minutes N] [--stock | --stock-only] [--json FILE] [--resume]
                [--seed S] [--portable]
        ROW           one of %s; all if none is named
        --rounds N    at most N rounds a row
        --minutes N   how long the row nemesis strikes, 3 if it is not said
        --stock       also run Curator's recipes, %d rounds a row, and show theirs beside ours
        --stock-only  run only Curator's recipes
        --json FILE   also write the results to a file
        --resume      leave out what an earlier run has done
        --seed S      repeat the random phases of a run that printed this seed
        --log LEVEL   what servers and workers log: error, warn (default), info, debug
        --portable    loopback and a proxy instead of network namespaces
      """;

  static Options parse(String[] args, List<String> known) {
    List<String> rows = new ArrayList<>();
    Optional<Integer> rounds = Optional.empty();
    Optional<Integer> minutes = Optional.empty();
    boolean ours = true;
    boolean stock = false;
    Optional<Path> json = Optional.empty();
    boolean resume = false;
    long seed = System.nanoTime() & 0xffffff;
    Optional<String> prefix = Optional.empty();
    Path home = Path.of("target", "faults");
    String logLevel = "warn";
    Deque<String> left = new ArrayDeque<>(List.of(args));
    while (!left.isEmpty()) {
      String word = left.remove();
      switch (word) {
        case "--rounds" -> rounds = Optional.of(positive(word, value(word, left)));
        case "--minutes" -> minutes = Optional.of(positive(word, value(word, left)));
        case "--stock" -> stock = true;
        case "--stock-only" -> {
          stock = true;
          ours = false;
        }
        case "--json" -> json = Optional.of(Path.of(value(word, left)));
        case "--resume" -> resume = true;
        case "--seed" -> seed = positive(word, value(word, left));
        case "--prefix" -> prefix = Optional.of(value(word, left));
        case "--log" -> logLevel = value(word, left);
        case "--home" -> home = Path.of(value(word, left));
        default -> {
          if (!known.contains(word)) {
            throw new IllegalArgumentException(
                word + " is neither an option nor one of the rows " + String.join(", ", known));
          }
          rows.add(word);
        }
      }
    }
    return new Options(
        rows, rounds, minutes, ours, stock, json, resume, seed, prefix, home, logLevel);
  }

  private static String value(String option, Deque<String> left) {
    String value = left.poll();
    if (value == null) {
      throw new IllegalArgumentException(option + " wants a value");
    }
    return value;
  }

  private static int positive(String option, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " wants a number, not " + value, e);
    }
    throw new IllegalArgumentException(option + " wants a number from 1, not " + value);
  }

  static String usage(List<String> rows) {
    return USAGE.formatted(String.join(" ", rows), STOCK_ROUNDS);
  }

  boolean wants(Row row) {
    return rows.isEmpty() || rows.contains(row.name());
  }

  int rounds(Row row, Kind kind) {
    int most = kind.ours ? row.rounds() : Math.min(row.rounds(), STOCK_ROUNDS);
    return Math.min(most, rounds.orElse(most));
  }
}
