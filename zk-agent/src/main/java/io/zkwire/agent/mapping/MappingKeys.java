package io.zkwire.agent.mapping;

import java.util.List;
import java.util.Set;

/** The keys of all features: whoever adds a feature adds its keys here. */
final class MappingKeys {

  /** What a field may want. */
  static final List<FieldKey> FIELDS =
      List.of(
          new FieldKey(
              "config",
              Set.of("mode", "min", "max", "required", "secret", "layout", "converter"),
              ConfigField::read),
          new FieldKey("leader", Set.of(), LeaderField::read),
          new FieldKey("queue", Set.of("limit"), QueueField::read));

  /** What a method may want; guards in the order in which they are asked. */
  static final List<MethodKey> METHODS =
      List.of(
          new MethodKey("leader-only", Set.of("otherwise", "on-loss"), GuardedMethod::leaderOnly),
          new MethodKey(
              "barrier", Set.of("parties", "timeout", "otherwise"), GuardedMethod::barrier),
          new MethodKey(
              "permit", Set.of("permits", "wait", "otherwise", "on-loss"), GuardedMethod::permit),
          new MethodKey(
              "lock", Set.of("mode", "wait", "otherwise", "on-loss"), GuardedMethod::lock),
          new MethodKey(
              "config", Set.of("required", "secret", "layout", "converter"), ConfigSetter::read),
          new MethodKey(
              "queue",
              Set.of("concurrency", "retries", "retry-delay", "visibility"),
              QueueMethod::read),
          new MethodKey("on-leader", Set.of(), entry -> LeaderListener.read(entry, true)),
          new MethodKey("on-follower", Set.of(), entry -> LeaderListener.read(entry, false)),
          new MethodKey("on-config-change", Set.of(), ConfigListener::read));

  private MappingKeys() {}
}
