package io.zkwire.processor;

import com.palantir.javapoet.ClassName;

/**
 * The types of the runtime that generated code names: the only place where the processor knows
 * them.
 */
final class RuntimeNames {

  static final String SPI = "io.zkwire.runtime.spi";

  static final ClassName BARRIER_SPEC = ClassName.get(SPI, "BarrierSpec");
  static final ClassName BINDINGS = ClassName.get(SPI, "Bindings");
  static final ClassName CLASS_BINDING = ClassName.get(SPI, "ClassBinding");
  static final ClassName COMMANDS_SPEC = ClassName.get(SPI, "CommandsSpec");
  static final ClassName COMMAND_SPEC = ClassName.get(SPI, "CommandSpec");
  static final ClassName CONFIG_LISTENER_SPEC = ClassName.get(SPI, "ConfigListenerSpec");
  static final ClassName CONFIG_SPEC = ClassName.get(SPI, "ConfigSpec");
  static final ClassName GLOBAL_ID_SPEC = ClassName.get(SPI, "GlobalIdSpec");
  static final ClassName DISCOVER_SPEC = ClassName.get(SPI, "DiscoverSpec");
  static final ClassName ENDPOINTS_LISTENER_SPEC = ClassName.get(SPI, "EndpointsListenerSpec");
  static final ClassName GUARDED = ClassName.get(SPI, "Guarded");
  static final ClassName GUARD_SITE = ClassName.get(SPI, "GuardSite");
  static final ClassName HEALTH_CHECK_SPEC = ClassName.get(SPI, "HealthCheckSpec");
  static final ClassName LEADER_LISTENER_SPEC = ClassName.get(SPI, "LeaderListenerSpec");
  static final ClassName LEADER_ONLY_SPEC = ClassName.get(SPI, "LeaderOnlySpec");
  static final ClassName LEADER_SPEC = ClassName.get(SPI, "LeaderSpec");
  static final ClassName LINE_LISTENER_SPEC = ClassName.get(SPI, "LineListenerSpec");
  static final ClassName LOCK_SPEC = ClassName.get(SPI, "LockSpec");
  static final ClassName MEMBERS = ClassName.get(SPI, "Members");
  static final ClassName MEMBERS_SPEC = ClassName.get(SPI, "MembersSpec");
  static final ClassName MEMBER_KIND = ClassName.get(SPI, "MemberListenerSpec", "Kind");
  static final ClassName MEMBER_LISTENER_SPEC = ClassName.get(SPI, "MemberListenerSpec");
  static final ClassName MEMBER_SPEC = ClassName.get(SPI, "MemberSpec");
  static final ClassName MEMBER_STATE_SPEC = ClassName.get(SPI, "MemberStateSpec");
  static final ClassName PASSAGE = ClassName.get(SPI, "Passage");
  static final ClassName PERMIT_SPEC = ClassName.get(SPI, "PermitSpec");
  static final ClassName PROGRESS_BOARD_SPEC = ClassName.get(SPI, "ProgressBoardSpec");
  static final ClassName PROGRESS_LISTENER_SPEC = ClassName.get(SPI, "ProgressListenerSpec");
  static final ClassName PROGRESS_SPEC = ClassName.get(SPI, "ProgressSpec");
  static final ClassName SERVICE_ENDPOINT_SPEC = ClassName.get(SPI, "ServiceEndpointSpec");
  static final ClassName QUEUE_CONSUMER_SPEC = ClassName.get(SPI, "QueueConsumerSpec");
  static final ClassName QUEUE_SPEC = ClassName.get(SPI, "QueueSpec");
  static final ClassName SHARDS_SPEC = ClassName.get(SPI, "ShardsSpec");
  static final ClassName SHARD_LISTENER_SPEC = ClassName.get(SPI, "ShardListenerSpec");
  static final ClassName SPEC = ClassName.get(SPI, "Spec");
  static final ClassName TYPE_REF = ClassName.get(SPI, "TypeRef");

  /** What {@code Bindings} appends to the name of a class. */
  static final String BINDING_SUFFIX = "_ZkBinding";

  /** What {@code Bindings} appends to the name of a class that has guards. */
  static final String GUARDED_SUFFIX = "_ZkGuarded";

  /** What {@code Bindings} appends to the name of an interface that is implemented. */
  static final String MADE_SUFFIX = "_ZkMade";

  /** Where {@code ClassBinding} looks for manifests. */
  static final String MANIFEST_FOLDER = "META-INF/zkwire/";

  private RuntimeNames() {}
}
