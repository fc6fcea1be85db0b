package io.zkwire.agent.mapping;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A map of the mapping file. Whoever reads a key of it gets its value or the default, and what is
 * wrong is noted with its line. Not thread-safe.
 */
final class Section {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final int DEEPEST = 20;

  private final int line;
  private final Complaints complaints;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  private Section(int line, Complaints complaints) {
    this.line = line;
    this.complaints = complaints;
  }

  /** The section that a node is; one without keys where it is none. */
  static Section of(Node node, String what, Complaints complaints) {
    Section section = new Section(line(node), complaints);
    if (!(node instanceof MappingNode map)) {
      complaints.add(line(node), what + " is no map of keys", "Write key: value");
      return section;
    }
    for (NodeTuple each : map.getValue()) {
      if (!(each.getKeyNode() instanceof ScalarNode key)) {
        complaints.add(line(each.getKeyNode()), "a key is no text", "Write key: value");
      } else if (section.values.put(key.getValue(), each.getValueNode()) != null) {
        complaints.add(line(key), "the key '" + key.getValue() + "' is there twice", "Remove one");
      } else {
        section.lines.put(key.getValue(), line(key));
      }
    }
    return section;
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** Refuses what would make a document that never ends. */
  static void refuseAnchors(Node node, Complaints complaints, int depth) {
    if (node.getAnchor().isPresent() || depth > DEEPEST) {
      complaints.add(
          line(node),
          depth > DEEPEST ? "the file is nested too deeply" : "anchors are not used here",
          "Write out what is meant");
      return;
    }
    if (node instanceof MappingNode map) {
      map.getValue().forEach(each -> refuseAnchors(each.getKeyNode(), complaints, depth + 1));
      map.getValue().forEach(each -> refuseAnchors(each.getValueNode(), complaints, depth + 1));
    } else if (node instanceof SequenceNode list) {
      list.getValue().forEach(each -> refuseAnchors(each, complaints, depth + 1));
    }
  }

  /** Where it begins, from 1. */
  public int line() {
    return line;
  }

  /** Whether a key is there. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The keys, in their order. */
  public Set<String> keys() {
    return values.keySet();
  }

  /** Notes what is wrong with the value of a key. */
  public void wrong(String key, String problem, String mend) {
    complaints.add(lines.getOrDefault(key, line), key + ": " + problem, mend);
  }

  /** Refuses each key that is not among the known ones. */
  void allow(Collection<String> known) {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        complaints.add(
            lines.getOrDefault(key, line),
            "unknown key '" + key + "'" + Similar.hint(key, known),
            "Known here are " + new TreeSet<>(known));
      }
    }
  }

  /** The text of a key, or null where the key is not there. */
  public @Nullable String text(String key) {
    Node node = values.get(key);
    if (node == null) {
      return null;
    }
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    wrong(key, "a text is expected", "Write " + key + ": text");
    return null;
  }

  /** The text of a key that must be there; an empty one after noting that it is not. */
  public String needed(String key) {
    String text = text(key);
    if (text == null && !has(key)) {
      complaints.add(line, "'" + key + "' is missing", "Add " + key + ": ...");
    }
    return text == null ? "" : text;
  }

  /** The truth of a key. */
  public boolean truth(String key) {
    String text = text(key);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      wrong(key, "true or false is expected, found '" + text + "'", "Write one of them");
    }
    return "true".equals(text);
  }

  /** One of some words; the first of them where the key is not there or wrong. */
  public String oneOf(String key, String... words) {
    String text = text(key);
    if (text == null) {
      return words[0];
    }
    if (!List.of(words).contains(text)) {
      wrong(
          key,
          "found '" + text + "'" + Similar.hint(text, List.of(words)),
          "Write one of " + List.of(words));
      return words[0];
    }
    return text;
  }

  /** The number of a key, or null where it is not there or wrong. */
  public @Nullable BigDecimal number(String key) {
    String text = text(key);
    try {
      return text == null ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      wrong(key, "a number is expected, found '" + text + "'", "Write a number");
      return null;
    }
  }

  /**
   * The whole number of a key.
   *
   * @param key the key
   * @param usual what it is where it is not there, or wrong
   * @param least the smallest
   * @param most the largest
   */
  public int whole(String key, int usual, int least, int most) {
    BigDecimal number = number(key);
    if (number == null) {
      return usual;
    }
    if (number.stripTrailingZeros().scale() > 0
        || number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      wrong(key, "it is within " + least + " to " + most + ", found " + number, "Give another");
      return usual;
    }
    return number.intValue();
  }

  /** The duration of a key, or null where it is not there or wrong. */
  public @Nullable Duration duration(String key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      wrong(key, "a time is expected, found '" + text + "'", "Write 200ms, 15s, 5m or 1h");
      return null;
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** Whether the value of a key is a map. */
  public boolean isMap(String key) {
    return values.get(key) instanceof MappingNode;
  }

  /** The map of a key; one without keys where it is not there. */
  public Section section(String key) {
    Node node = values.get(key);
    return node == null ? new Section(line, complaints) : of(node, "'" + key + "'", complaints);
  }

  /** The maps of a list. */
  List<Section> sections(String key) {
    List<Section> out = new ArrayList<>();
    Node node = values.get(key);
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(each -> out.add(of(each, "an entry of '" + key + "'", complaints)));
    } else if (node != null) {
      wrong(key, "a list is expected", "Write each entry on a line that begins with '- '");
    }
    return out;
  }

  /** A number, a truth or a text, as YAML understands it; null where it is none. */
  public @Nullable Object literal(String key) {
    Node node = values.get(key);
    if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
      return null;
    }
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
      return number(key);
    }
    return scalar.getTag().equals(Tag.BOOL) ? (Object) Boolean.valueOf(text) : text;
  }
}
