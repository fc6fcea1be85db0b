package io.zkwire.samples.quickstart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One application JVM, seen from the tour. It has said that it is ready. */
final class App {

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

  /** Says a line to it. */
  void say(String line) {
    child.say(line);
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

  /** What its fields hold at this moment. */
  Map<String, String> fields() throws InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Child.Line line : ask("show", "shown", "field ")) {
      String[] words = line.text().split(" ", 3);
      fields.put(words[1], words[2]);
    }
    return fields;
  }

  private List<Child.Line> ask(String question, String end, String words)
      throws InterruptedException {
    int asked = child.mark();
    child.say(question);
    child.await(asked, end);
    return child.since(asked, words);
  }
}
