package io.zkwire.processor;

import io.zkwire.annotation.OnShards;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Divided work: {@code @OnShards} on fields and methods. */
final class ShardFeature implements Feature {

  private static final String SHARDS = "shards";

  private final Tools tools;
  private final ShardEmitter emitter;

  ShardFeature(Tools tools) {
    this.tools = tools;
    this.emitter = new ShardEmitter(tools);
  }

  @Override
  public Set<String> annotations() {
    return Set.of(OnShards.class.getName());
  }

  @Override
  public Output read(WiredClass owner, Report.Builder report) {
    List<ShardMember> members = ShardMember.of(owner);
    ShardRules.check(members, report);
    return (binding, guarded, manifest) -> {
      emitter.emit(members, binding);
      if (!members.isEmpty()) {
        manifest.section(SHARDS);
        members.forEach(member -> manifest.add(SHARDS, entry(member)));
      }
    };
  }

  private Map<String, Object> entry(ShardMember member) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("member", member.name());
    entry.put("kind", member.isMethod() ? "onShards" : "field");
    entry.put("group", member.group());
    entry.put("shards", member.shards());
    tools.describe(member.member(), entry);
    return entry;
  }
}
