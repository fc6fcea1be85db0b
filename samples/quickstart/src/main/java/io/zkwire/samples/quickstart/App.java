package io.zkwire.samples.quickstart;

import java.util.LinkedHashMap;
import java.util.Map;

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

  /** From here on only lines count that come later. */
  void mark() {
    mark = child.mark();
  }

  /** Waits for the first line since the mark that begins with some words. */
  Child.Line await(String words) throws InterruptedException {
    return child.await(mark, words);
  }

  /** Whether no line since the mark begins with some words. */
  boolean silentAbout(String words) {
    return child.since(mark, words).isEmpty();
  }

  /** Lets it end, and returns its exit code. */
  int end() throws InterruptedException {
    return child.end();
  }

  /** What its fields hold at this moment. */
  Map<String, String> fields() throws InterruptedException {
    int asked = child.mark();
    child.say("show");
    child.await(asked, "shown");
    Map<String, String> fields = new LinkedHashMap<>();
    for (Child.Line line : child.since(asked, "field ")) {
      String[] words = line.text().split(" ", 3);
      fields.put(words[1], words[2]);
    }
    return fields;
  }
}
