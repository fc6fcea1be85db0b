package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.MemberListenerSpec.Kind;
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
          new FieldKey("queue", Set.of("limit"), QueueField::read),
          new FieldKey("discover", EndpointsField.OPTIONS, EndpointsField::read),
          new FieldKey(
              "id",
              Set.of(
                  "strategy", "name", "format", "layout", "epoch", "javascript-safe", "keep-nodes"),
              IdField::read),
          new FieldKey("progress", Set.of("total"), ProgressSource::field),
          new FieldKey("progress-board", Set.of(), ProgressBoardField::read),
          new FieldKey("commands", Set.of(), CommandsField::read),
          new FieldKey("members", Set.of("grace"), MembersField::read),
          new FieldKey("member-state", Set.of(), StateField::read),
          new FieldKey(ShardsMethod.KEY, Set.of("shards"), ShardsField::read));

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
          new MethodKey("report-progress", Set.of("worker"), ReportedMethod::read),
          new MethodKey("progress", Set.of("total"), ProgressSource::method),
          new MethodKey("on-progress", Set.of(), ProgressListener::read),
          new MethodKey("on-command", Set.of("channel", "member"), CommandMethod::read),
          new MethodKey(
              "config", Set.of("required", "secret", "layout", "converter"), ConfigSetter::read),
          new MethodKey(
              "queue",
              Set.of("concurrency", "retries", "retry-delay", "visibility"),
              QueueMethod::read),
          new MethodKey("on-leader", Set.of(), entry -> LeaderListener.read(entry, true)),
          new MethodKey("on-follower", Set.of(), entry -> LeaderListener.read(entry, false)),
          new MethodKey("on-config-change", Set.of(), ConfigListener::read),
          new MethodKey("on-endpoints-change", Set.of(), EndpointsListener::read),
          new MethodKey("member-state", Set.of(), StateMethod::read),
          new MethodKey("health-check", Set.of("timeout", "every", "resign"), HealthMethod::read),
          told("on-member-join", Set.of(), Kind.JOIN),
          told("on-member-leave", Set.of(), Kind.LEAVE),
          told("on-member-change", Set.of("state"), Kind.CHANGE),
          new MethodKey(ShardsMethod.KEY, Set.of("shards"), ShardsMethod::read),
          new MethodKey("on-online", Set.of(), entry -> LineListener.read(entry, true)),
          new MethodKey("on-offline", Set.of(), entry -> LineListener.read(entry, false)));

  private MappingKeys() {}

  private static MethodKey told(String key, Set<String> options, Kind kind) {
    return new MethodKey(key, options, entry -> MemberListener.read(entry, key, kind));
  }
}
