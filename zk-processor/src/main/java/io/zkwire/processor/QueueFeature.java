package io.zkwire.processor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.type.TypeMirror;

/** Work queues: {@code @Queue} on fields, {@code @QueueConsumer} on methods. */
final class QueueFeature implements Feature {

  private static final String QUEUES = "queues";

  private final Tools tools;
  private final QueueRules rules;
  private final QueueEmitter emitter;

  QueueFeature(Tools tools) {
    this.tools = tools;
    this.rules = new QueueRules(tools);
    this.emitter = new QueueEmitter(tools);
  }

  @Override
  public Set<String> annotations() {
    return Stream.of(QueueMember.Kind.values())
        .map(kind -> kind.annotation().getName())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Output read(WiredClass owner, Report.Builder report) {
    List<QueueMember> members = QueueMember.of(owner);
    rules.check(owner, members, report);
    return (binding, guarded, manifest) -> {
      emitter.emit(members, binding);
      if (!members.isEmpty()) {
        manifest.section(QUEUES);
        members.forEach(member -> manifest.add(QUEUES, entry(member)));
      }
    };
  }

  private Map<String, Object> entry(QueueMember member) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("member", member.name());
    entry.put("kind", member.kind().title());
    entry.put("queue", member.queue());
    TypeMirror item = member.item();
    if (item != null) {
      entry.put("type", TypeTexts.full(item));
    }
    if (member.kind() == QueueMember.Kind.CONSUMER) {
      entry.put("concurrency", member.number("concurrency"));
      entry.put("retries", member.number("retries"));
    }
    tools.describe(member.member(), entry);
    return entry;
  }
}
