package io.zkwire.console.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.ZkWireException;
import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes keys out of one ensemble, and brings them into another. Thread-safe. */
public final class Transfer {

  private final TreeReader reader;
  private final Nodes nodes;
  private final Whole whole;
  private final Supplier<ConfigView> view;
  private final ConfigChanges changes;

  Transfer(
      TreeReader reader,
      Nodes nodes,
      Whole whole,
      Supplier<ConfigView> view,
      ConfigChanges changes) {
    this.reader = reader;
    this.nodes = nodes;
    this.whole = whole;
    this.view = view;
    this.changes = changes;
  }

  /**
   * What an export holds.
   *
   * @param zkwire the version of the format, 1
   * @param keys texts by key, or objects with {@code base64} for what is no text
   * @param omitted the keys that are left out since they are secret
   */
  public record Export(int zkwire, Map<String, Object> keys, List<String> omitted) {}

  /** All keys at or below a prefix, without secrets. */
  public Export export(String prefix) {
    Map<String, Object> keys = new LinkedHashMap<>();
    List<String> omitted = new ArrayList<>();
    for (ConfigView.Row row : view.get().list(prefix)) {
      byte[] data = row.secret() || !row.set() ? null : data(row.path());
      if (row.secret()) {
        omitted.add(row.key());
      } else if (data != null) {
        String text = ZNode.text(data);
        keys.put(
            row.key(),
            text != null ? text : Map.of("base64", Base64.getEncoder().encodeToString(data)));
      }
    }
    return new Export(1, keys, omitted);
  }

  private byte @Nullable [] data(String path) {
    ZNode node = whole.of(nodes.get(path));
    return node == null ? null : node.data();
  }

  /**
   * The values by key of an export.
   *
   * @param json the export; only its {@code keys} are looked at
   * @throws Refused if it is none
   */
  public static Map<String, byte[]> values(JsonNode json) {
    if (!json.path("keys").isObject()) {
      throw noExport("'keys' is missing");
    }
    Map<String, byte[]> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : json.path("keys").properties()) {
      values.put(each.getKey(), value(each.getValue()));
    }
    return values;
  }

  private static byte[] value(JsonNode value) {
    if (value.isTextual()) {
      return Text.utf8(value.asText());
    }
    JsonNode base64 = value.path("base64");
    try {
      if (base64.isTextual()) {
        return Base64.getDecoder().decode(base64.asText());
      }
    } catch (IllegalArgumentException e) {
      throw noExport("a value is no base64");
    }
    throw noExport("a value is neither a text nor base64");
  }

  /**
   * What refuses a document that is no export.
   *
   * @param why what is wrong with it
   */
  public static Refused noExport(String why) {
    return new Refused("this is no export of zkwire: " + why, "Take one of zkw config export");
  }

  /**
   * What an import would do with a key, or did.
   *
   * @param key the key
   * @param change {@code ADD}, {@code CHANGE}, {@code SAME} or {@code REFUSED}
   * @param version the version that stands there, in hexadecimal; 0 where it has no value
   * @param before the value that stands there; null where it is secret, binary or absent
   * @param after the value of the import; null where it is secret or binary
   * @param problem why it is refused; null if it is not
   */
  public record Import(
      String key,
      String change,
      String version,
      @Nullable String before,
      @Nullable String after,
      @Nullable String problem) {

    private Import refused(@Nullable String why) {
      return new Import(key, "REFUSED", version, before, after, why);
    }
  }

  /**
   * What an import would do.
   *
   * @param values the values by key
   */
  public List<Import> plan(Map<String, byte[]> values) {
    List<Import> plan = new ArrayList<>();
    values.forEach((key, value) -> plan.add(planned(key, value)));
    return plan;
  }

  /**
   * Publishes the keys of an export, each by itself.
   *
   * @param actor who
   * @param values the values by key
   * @param seen the version of each key as it was seen; null for whatever stands there
   * @return what was done with each
   * @throws Conflict if one is at another version, with the plan as it would be now: nothing was
   *     written
   */
  public List<Import> imports(
      Actor actor, Map<String, byte[]> values, @Nullable Map<String, String> seen) {
    List<Import> plan = plan(values);
    for (Import each : plan) {
      if (seen != null && !each.version().equals(seen.get(each.key()))) {
        throw Conflict.at(each.key(), each.version(), plan);
      }
    }
    return plan.stream().map(each -> made(actor, each, values)).toList();
  }

  private Import planned(String key, byte[] value) {
    try {
      ZNode node = reader.node(Names.keyPath(key));
      ConfigView config = view.get();
      ConfigView.Detail now = config.detail(key, node);
      boolean secret = now.row().secret();
      String text = ZNode.text(value);
      String problem = text == null ? null : config.problem(key, text);
      // Of a secret it is not told whether it is the same: somebody could try what it is.
      boolean same = !secret && node != null && Arrays.equals(node.data(), value);
      String change = same ? "SAME" : now.version().equals("0") ? "ADD" : "CHANGE";
      Import plan =
          new Import(key, change, now.version(), now.text(), secret ? null : text, problem);
      return problem == null ? plan : plan.refused(problem);
    } catch (ZkWireException e) {
      return new Import(key, "REFUSED", "0", null, null, e.getMessage());
    }
  }

  private Import made(Actor actor, Import plan, Map<String, byte[]> values) {
    byte[] value = values.get(plan.key());
    if (value == null || plan.problem() != null || plan.change().equals("SAME")) {
      return plan;
    }
    try {
      changes.set(actor, plan.key(), value, plan.version(), false);
      return plan;
    } catch (ZkWireException e) {
      return plan.refused(e.getMessage());
    }
  }
}
