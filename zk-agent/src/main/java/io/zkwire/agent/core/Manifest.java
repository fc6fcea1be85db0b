package io.zkwire.agent.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zkwire.agent.mapping.ClassEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The manifest of a mapped class: what operators see of it, as of one that was compiled. */
final class Manifest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Manifest() {}

  static String of(Plan plan) {
    ClassEntry entry = plan.entry();
    List<Object> members = new ArrayList<>();
    plan.fields().forEach((name, field) -> members.add(member(name, field.wishes())));
    plan.methods().forEach((name, method) -> members.add(member(name, method.wishes())));
    if (plan.isMember()) {
      members.add(Map.of("member", Plan.MEMBER, "wants", List.of(Plan.MEMBER)));
    }
    if (plan.isEndpoint()) {
      members.add(Map.of("member", Plan.ENDPOINT, "wants", List.of(Plan.ENDPOINT)));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("class", entry.type());
    json.put("carrier", "agent");
    json.put("members", members);
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts that cannot be written as JSON", e);
    }
  }

  private static Map<String, Object> member(String name, Map<String, ?> wishes) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("member", name);
    out.put("wants", List.copyOf(wishes.keySet()));
    return out;
  }
}
