package io.zkwire.samples.quickstart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One application JVM, seen from the tour. It has said that it is ready. */
final class App {

  private static final long PAUSE_MILLIS = 50;

  private final Child child;
  private int mark;

  App(Child child) {
    this.child = child;
  }

  String name() {
    return child.name();
  }

  long pid() {
    return child.pid();
  }

  /** From here on only lines count that come later. */
  void mark() {
    mark = child.mark();
  }

  /** Waits for the first line since the mark that begins with some words. */
  Child.Line await(String words) throws InterruptedException {
    return child.await(mark, words);
  }

  /** Waits for so many lines since the mark that begin with some words. */
  List<Child.Line> await(String words, int count) throws InterruptedException {
    List<Child.Line> lines = new ArrayList<>();
    int from = mark;
    while (lines.size() < count) {
      Child.Line line = child.await(from, words);
      lines.add(line);
      from = line.index() + 1;
    }
    return lines;
  }

  /** Waits for the first line since the mark that begins and ends with some words. */
  Child.Line awaitEnd(String words, String end) throws InterruptedException {
    Child.Line line = child.await(mark, words);
    while (!line.text().endsWith(end)) {
      line = child.await(line.index() + 1, words);
    }
    return line;
  }

  /** How many lines since the mark begin with some words. */
  int count(String words) {
    return child.since(mark, words).size();
  }

  /** The first line since the mark that begins with some words, or null. */
  Child.@Nullable Line first(String words) {
    List<Child.Line> found = child.since(mark, words);
    return found.isEmpty() ? null : found.get(0);
  }

  /** Whether no line since the mark begins with some words. */
  boolean silentAbout(String words) {
    return child.since(mark, words).isEmpty();
  }

  /** Lets it end, and returns its exit code. */
  int end() throws InterruptedException {
    return child.end();
  }

  /** Ends it at once, as a power cut would. */
  void kill() {
    child.close();
  }

  /** The processes that stand for leadership as it sees them, the leader first. */
  List<Long> line() throws InterruptedException {
    return ask("line", "told", "stands ").stream()
        .map(line -> Long.valueOf(line.text().substring("stands ".length())))
        .toList();
  }

  /**
   * The members that it sees, once one of them tells more than nothing.
   *
   * @param telling how the line of that one begins
   * @param count how many there have to be
   */
  List<String> members(String telling, int count) throws InterruptedException {
    long deadline = System.nanoTime() + Child.PATIENCE.toNanos();
    while (true) {
      List<String> seen =
          ask("members", "listed", "member ").stream()
              .map(line -> line.text().substring("member ".length()))
              .toList();
      boolean told = seen.stream().anyMatch(m -> m.startsWith(telling) && !m.endsWith(" 0"));
      if (told && seen.size() == count) {
        return seen;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new Difference(name() + " sees the members " + seen);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** What its fields hold at this moment. */
  Map<String, String> fields() throws InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Child.Line line : ask("show", "shown", "field ")) {
      String[] words = line.text().split(" ", 3);
      fields.put(words[1], words[2]);
    }
    return fields;
  }

  /** Asks for something, and does not wait for it; returns where to look for the answer. */
  int say(String question) {
    int asked = child.mark();
    child.say(question);
    return asked;
  }

  /** The answer to something that was asked for: the rest of each line that begins with words. */
  List<String> answer(int asked, String end, String words) throws InterruptedException {
    child.await(asked, end);
    return rest(child.since(asked, words), words);
  }

  /** The rest of each line since the mark that begins with some words. */
  List<String> said(String words) {
    return rest(child.since(mark, words), words);
  }

  private static List<String> rest(List<Child.Line> lines, String words) {
    return lines.stream().map(line -> line.text().substring(words.length())).toList();
  }

  private List<Child.Line> ask(String question, String end, String words)
      throws InterruptedException {
    int asked = child.mark();
    child.say(question);
    child.await(asked, end);
    return child.since(asked, words);
  }
}
