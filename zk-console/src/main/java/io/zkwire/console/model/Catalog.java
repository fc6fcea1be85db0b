package io.zkwire.console.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.ZNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who uses which key: the manifests and the instances that have loaded them, as they stood when
 * this was made. Immutable.
 */
final class Catalog {

  static final String MANIFESTS = "/zkwire/manifests";
  static final String INSTANCES = "/zkwire/instances";
  private static final Set<String> TELLING =
      Set.of("password", "passwd", "secret", "token", "credential", "credentials", "apikey");

  private final Map<String, List<Use>> exact = new HashMap<>();
  private final List<Use> templates = new ArrayList<>();
  private final List<Instance> instances = new ArrayList<>();
  private final List<Manifest> manifests = new ArrayList<>();
  private final Map<String, Manifest.Schema> schemas = new HashMap<>();

  /** Whether each manifest could be read: without it nobody knows what is secret. */
  private final boolean known;

  private @Nullable Map<String, List<Instance>> followers;

  /** A member of a class that follows a key. */
  record Use(String type, String hash, Manifest.Key key) {}

  /** A {@code ZkWire} that is connected now. */
  record Instance(
      String id,
      String session,
      String host,
      long pid,
      String started,
      String java,
      Map<String, String> manifests,
      Map<String, String> versions,
      List<String> problems,
      boolean truncated) {

    static Instance of(ZNode node) {
      JsonNode json = Text.parse(node.data());
      List<String> problems = new ArrayList<>();
      json.path("problems").forEach(problem -> problems.add(problem.asText()));
      return new Instance(
          node.name(),
          Text.hex(node.stat().getEphemeralOwner()),
          Text.text(json, "host"),
          json.path("pid").asLong(),
          Text.text(json, "started"),
          Text.text(json, "java"),
          texts(json.path("manifests")),
          texts(json.path("versions")),
          problems,
          json.path("truncated").asBoolean());
    }
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return texts;
  }

  Catalog(Nodes nodes) {
    ZNode root = nodes.get(MANIFESTS);
    boolean read = root == null || root.readable();
    for (ZNode node : nodes.children(MANIFESTS)) {
      read &= node.readable() && !node.large();
      Manifest manifest = node.as(Manifest::of);
      if (!manifest.type().isEmpty()) {
        manifests.add(manifest);
        schemas.putAll(manifest.schemas());
        for (Manifest.Key key : manifest.keys()) {
          Use use = new Use(manifest.type(), node.name(), key);
          if (key.path().contains("${")) {
            templates.add(use);
          } else {
            exact.computeIfAbsent(key.path(), path -> new ArrayList<>()).add(use);
          }
        }
      }
    }
    known = read;
    for (ZNode node : nodes.children(INSTANCES)) {
      instances.add(node.as(Instance::of));
    }
  }

  List<Instance> instances() {
    return instances;
  }

  List<Manifest> manifests() {
    return manifests;
  }

  Map<String, Manifest.Schema> schemas() {
    return schemas;
  }

  /** The members that follow a path. */
  List<Use> uses(String path) {
    List<Use> uses = new ArrayList<>(exact.getOrDefault(path, List.of()));
    for (Use use : templates) {
      if (matches(use.key().path(), path)) {
        uses.add(use);
      }
    }
    return uses;
  }

  /** The processes that say which version of a path they have loaded. */
  List<Instance> followers(String path) {
    return byPath().getOrDefault(path, List.of());
  }

  /** The paths that some process follows. */
  Set<String> followed() {
    return byPath().keySet();
  }

  private synchronized Map<String, List<Instance>> byPath() {
    if (followers == null) {
      Map<String, List<Instance>> all = new HashMap<>();
      for (Instance instance : instances) {
        for (String path : instance.versions().keySet()) {
          all.computeIfAbsent(path, p -> new ArrayList<>()).add(instance);
        }
      }
      followers = all;
    }
    return followers;
  }

  /** The paths without placeholders that somebody follows. */
  Set<String> paths() {
    return exact.keySet();
  }

  /** The type of a path: its own, or that of the component of a record above it. */
  @Nullable String type(String path) {
    for (Use use : uses(path)) {
      if (!use.key().subtree() && !use.key().converted()) {
        return use.key().type();
      }
    }
    int slash = path.lastIndexOf('/');
    for (Use use : slash <= 0 ? List.<Use>of() : uses(path.substring(0, slash))) {
      Manifest.Schema schema = schemas.get(use.key().type());
      if (use.key().subtree() && schema != null) {
        return schema.components().get(path.substring(slash + 1));
      }
    }
    return null;
  }

  /**
   * Whether a value must not be shown: a class says so of the key or of one above it, its name
   * tells it, or nobody can know.
   */
  boolean secret(String path) {
    if (!known) {
      return true;
    }
    String at = path;
    while (at.length() > 1) {
      for (Use use : uses(at)) {
        if (use.key().secret()) {
          return true;
        }
      }
      if (telling(at.substring(at.lastIndexOf('/') + 1))) {
        return true;
      }
      at = at.substring(0, Math.max(1, at.lastIndexOf('/')));
    }
    return false;
  }

  private static boolean telling(String segment) {
    String lower = segment.toLowerCase(Locale.ROOT);
    for (String word : lower.split("[._-]", -1)) {
      if (TELLING.contains(word)) {
        return true;
      }
    }
    return lower.endsWith("password") || lower.endsWith("secret") || lower.endsWith("apikey");
  }

  /** Whether a path can be what a template with placeholders stands for. */
  static boolean matches(String template, String path) {
    List<String> literals = new ArrayList<>();
    int from = 0;
    int open = template.indexOf("${");
    while (open >= 0) {
      int close = template.indexOf('}', open);
      literals.add(template.substring(from, open));
      from = close < 0 ? template.length() : close + 1;
      open = template.indexOf("${", from);
    }
    String last = template.substring(from);
    if (literals.isEmpty()) {
      return template.equals(path);
    }
    if (!path.startsWith(literals.get(0))) {
      return false;
    }
    int at = literals.get(0).length();
    for (String literal : literals.subList(1, literals.size())) {
      int found = path.indexOf(literal, at + 1);
      if (found < 0) {
        return false;
      }
      at = found + literal.length();
    }
    return path.length() - last.length() > at && path.endsWith(last);
  }
}
