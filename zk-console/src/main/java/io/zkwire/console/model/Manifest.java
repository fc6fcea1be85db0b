package io.zkwire.console.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.zkwire.console.tree.ZNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a class wants, as the compiler wrote it down. Immutable.
 *
 * @param type the class
 * @param keys the keys that it follows
 * @param commands the commands that it carries out
 * @param schemas the shapes of records and enums: components with their types, or constants
 */
record Manifest(String type, List<Key> keys, List<Command> commands, Map<String, Schema> schemas) {

  static final Manifest NONE = new Manifest("", List.of(), List.of(), Map.of());

  /** A key that a member follows; the key may have placeholders. */
  record Key(
      String member,
      String path,
      String type,
      boolean required,
      boolean secret,
      boolean subtree,
      boolean converted,
      @Nullable String fallback,
      String doc) {}

  /** A command that a method carries out. */
  record Command(String name, String channel, List<String> parameters, String result, String doc) {}

  /** The shape of a type: one of the two is empty. */
  record Schema(Map<String, String> components, List<String> constants) {}

  /** Reads a node below {@code /zkwire/manifests}; its name must be the hash of its content. */
  static Manifest of(ZNode node) {
    byte[] data = node.data();
    if (data == null || !Text.sha256(data).equals(node.name())) {
      return NONE;
    }
    JsonNode json = Text.parse(data);
    List<Key> keys = new ArrayList<>();
    for (JsonNode key : json.path("config")) {
      String name = Text.text(key, "key");
      keys.add(
          new Key(
              Text.text(key, "member"),
              name.startsWith("/") ? name : "/config/" + name,
              Text.text(key, "type"),
              key.path("required").asBoolean(),
              key.path("secret").asBoolean(),
              Text.text(key, "layout").equals("SUBTREE"),
              key.has("converter"),
              key.has("default") ? shown(key.path("default")) : null,
              Text.text(key, "doc")));
    }
    return new Manifest(Text.text(json, "class"), keys, commands(json), schemas(json));
  }

  private static String shown(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }

  private static List<Command> commands(JsonNode json) {
    String group = "";
    for (JsonNode member : json.path("members")) {
      if (Text.text(member, "kind").equals("member")) {
        group = Text.text(member, "group");
      }
    }
    List<Command> commands = new ArrayList<>();
    for (JsonNode command : json.path("commands")) {
      if (command.has("command")) {
        List<String> parameters = new ArrayList<>();
        command.path("parameters").forEach(type -> parameters.add(type.asText()));
        String channel = Text.text(command, "channel");
        commands.add(
            new Command(
                Text.text(command, "command"),
                channel.isEmpty() ? group : channel,
                parameters,
                Text.text(command, "result"),
                Text.text(command, "doc")));
      }
    }
    return commands;
  }

  private static Map<String, Schema> schemas(JsonNode json) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> schema : json.path("schemas").properties()) {
      Map<String, String> components = new LinkedHashMap<>();
      for (JsonNode component : schema.getValue().path("record")) {
        components.put(Text.text(component, "name"), Text.text(component, "type"));
      }
      List<String> constants = new ArrayList<>();
      schema.getValue().path("enum").forEach(constant -> constants.add(constant.asText()));
      schemas.put(schema.getKey(), new Schema(components, constants));
    }
    return schemas;
  }
}
