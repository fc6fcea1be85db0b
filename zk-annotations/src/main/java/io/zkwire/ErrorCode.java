package io.zkwire;

/**
 * Every code that a message of zkwire can begin with. A code is stable: it never changes its
 * meaning. Each has a page of its own under {@code docs/errors}.
 *
 * <pre>{@code
 * try {
 *   zk.locks().exclusive("orders-17").acquire();
 * } catch (ZkWireException e) {
 *   if (e.code() == ErrorCode.ACCESS) {
 *     System.out.println("see docs/errors/" + e.code().id() + ".md");
 *   }
 * }
 * }</pre>
 */
public enum ErrorCode {
  CONFIG_FINAL("ZK-CONFIG-01", Phase.COMPILE, "A bound field is final"),
  CONFIG_STATIC("ZK-CONFIG-02", Phase.COMPILE, "A bound field or method is static"),
  CONFIG_TYPE("ZK-CONFIG-03", Phase.COMPILE, "A type that zkwire cannot convert"),
  CONFIG_ATTRIBUTE("ZK-CONFIG-04", Phase.COMPILE, "An attribute does not fit the member"),
  CONFIG_PATH("ZK-CONFIG-05", Phase.COMPILE, "A key that is no valid path"),
  CONFIG_TWO_TYPES("ZK-CONFIG-06", Phase.COMPILE, "One key with two types in one class"),
  CONFIG_LISTENER("ZK-CONFIG-07", Phase.COMPILE, "A listener with a wrong signature"),
  CONFIG_LISTENER_KEY("ZK-CONFIG-08", Phase.COMPILE, "A listener for a key that nothing binds"),
  CONFIG_NOT_VOLATILE("ZK-CONFIG-09", Phase.COMPILE, "A live field is not volatile (a warning)"),
  CONFIG_SETTER("ZK-CONFIG-10", Phase.COMPILE, "A setter with a wrong signature"),
  CONFIG_REQUIRED("ZK-CONFIG-20", Phase.RUN, "A required key is absent"),
  CONFIG_BAD_VALUE("ZK-CONFIG-21", Phase.RUN, "A value that cannot be converted"),
  CONFIG_TOO_LARGE("ZK-CONFIG-22", Phase.RUN, "A value or a transaction that is too large"),
  CONFIG_CONFLICT("ZK-CONFIG-23", Phase.RUN, "A key is not at the version expected"),
  CONFIG_ROOT_GONE("ZK-CONFIG-24", Phase.RUN, "The root of the configuration is gone"),
  CONFIG_UNREADABLE("ZK-CONFIG-25", Phase.RUN, "A key could not be read"),
  CONFIG_NO_REVISION("ZK-CONFIG-26", Phase.RUN, "A revision is not kept"),
  CONFIG_UNWRITABLE("ZK-CONFIG-27", Phase.RUN, "A value that cannot be written"),
  BIND_CLASS("ZK-BIND-01", Phase.COMPILE, "A class that cannot be wired"),
  BIND_NAME("ZK-BIND-02", Phase.COMPILE, "Two classes would have one generated name"),
  BIND_HIDDEN_TYPE("ZK-BIND-03", Phase.COMPILE, "A type that generated code cannot name"),
  BIND_AUTO("ZK-BIND-04", Phase.COMPILE, "A class binds itself but is not woven"),
  BIND_INTERNAL("ZK-BIND-09", Phase.COMPILE, "A defect of the annotation processor"),
  BIND_NOT_PROCESSED("ZK-BIND-20", Phase.RUN, "An annotated class without a generated binding"),
  BIND_NOTHING("ZK-BIND-21", Phase.RUN, "A class that wants nothing"),
  BIND_CREATE("ZK-BIND-22", Phase.RUN, "An object could not be made"),
  BIND_MANIFEST("ZK-BIND-23", Phase.RUN, "The manifest of a class is missing or unreadable"),
  BIND_NO_DEFAULT("ZK-BIND-24", Phase.RUN, "A class binds itself and no ZkWire is the default"),
  BIND_AUTO_SUBCLASS("ZK-BIND-25", Phase.RUN, "A subclass does not bind itself (a warning)"),
  GUARD_OVERRIDE("ZK-GUARD-01", Phase.COMPILE, "A guarded method that no subclass can override"),
  GUARD_OTHERWISE("ZK-GUARD-02", Phase.COMPILE, "What a guarded method does otherwise is not said"),
  GUARD_PARAMETER("ZK-GUARD-03", Phase.COMPILE, "A placeholder that names no fitting parameter"),
  GUARD_NAME("ZK-GUARD-04", Phase.COMPILE, "A role, lock or permit with a name not allowed"),
  GUARD_ATTRIBUTE("ZK-GUARD-05", Phase.COMPILE, "An attribute of a guard is out of range"),
  GUARD_NOT_WOVEN("ZK-GUARD-06", Phase.WEAVE, "A guarded method that cannot be woven"),
  GUARD_NOT_WIRED("ZK-GUARD-20", Phase.RUN, "An object whose guards nobody calls"),
  GUARD_UNBOUND("ZK-GUARD-21", Phase.RUN, "A guarded method of an object that is not bound"),
  ID_FIELD("ZK-ID-01", Phase.COMPILE, "A field that cannot hold a generator of IDs"),
  ID_METHOD("ZK-ID-02", Phase.COMPILE, "A method that cannot give IDs"),
  ID_ATTRIBUTE("ZK-ID-03", Phase.COMPILE, "An attribute of a type of IDs that cannot be used"),
  ID_UNAVAILABLE("ZK-ID-20", Phase.RUN, "No ID in time: ZooKeeper does not answer"),
  ID_WORKER("ZK-ID-21", Phase.RUN, "The worker number is lost or not yet had"),
  ID_CLOCK("ZK-ID-22", Phase.RUN, "The clock went back"),
  ID_USED_UP("ZK-ID-23", Phase.RUN, "There are no more IDs of a type"),
  ID_NO_WORKER("ZK-ID-24", Phase.RUN, "No worker number is free"),
  ID_TYPE("ZK-ID-25", Phase.RUN, "A type of IDs is used in ways that contradict"),
  ID_BACK("ZK-ID-26", Phase.RUN, "Another ensemble, or a counter that went back"),
  ID_TEXT("ZK-ID-27", Phase.RUN, "A text or number that is no ID"),
  ID_STRATEGY("ZK-ID-28", Phase.RUN, "Something that the strategy of a type does not offer"),
  ID_EPOCH("ZK-ID-29", Phase.RUN, "The time of an ID layout ends soon (a warning)"),
  LEADER_FIELD("ZK-LEADER-01", Phase.COMPILE, "A field that cannot hold a leadership"),
  LEADER_LISTENER("ZK-LEADER-02", Phase.COMPILE, "A leadership listener with a wrong signature"),
  LEADER_NOT("ZK-LEADER-20", Phase.RUN, "This process does not lead"),
  LEASE_STORED("ZK-LEASE-20", Phase.RUN, "The stored lease differs from the option or is unusable"),
  LEASE_OUTLIVED("ZK-LEASE-21", Phase.RUN, "A guarded call outlived its grant"),
  LOCK_TIMEOUT("ZK-LOCK-20", Phase.RUN, "A lock or permit was not got in time"),
  LOCK_LOST("ZK-LOCK-21", Phase.RUN, "A lock or permit was lost"),
  LOCK_CONFLICT("ZK-LOCK-22", Phase.RUN, "A lock or permit is used in ways that contradict"),
  PROGRESS_MEMBER("ZK-PROGRESS-01", Phase.COMPILE, "A member that cannot follow a task"),
  PROGRESS_TAKEN("ZK-PROGRESS-20", Phase.RUN, "The name of a worker is another one's"),
  PROGRESS_BAD("ZK-PROGRESS-21", Phase.RUN, "What stands in a progress node cannot be read"),
  COMMAND_MEMBER("ZK-COMMAND-01", Phase.COMPILE, "A member that cannot send or receive commands"),
  COMMAND_TYPE("ZK-COMMAND-02", Phase.COMPILE, "A parameter or result that no command can have"),
  COMMAND_RECEIVER("ZK-COMMAND-20", Phase.RUN, "It is not clear which member receives commands"),
  COMMAND_REFUSED("ZK-COMMAND-21", Phase.RUN, "A command that cannot be sent"),
  COMMAND_BAD("ZK-COMMAND-22", Phase.RUN, "A command or an answer that cannot be read"),
  MEMBER_NAME("ZK-MEMBER-01", Phase.COMPILE, "A group, member or state with a wrong name or time"),
  MEMBER_FIELD("ZK-MEMBER-02", Phase.COMPILE, "A field that cannot hold a view of a group"),
  MEMBER_METHOD("ZK-MEMBER-03", Phase.COMPILE, "A member's method with a wrong signature"),
  MEMBER_DUPLICATE("ZK-MEMBER-20", Phase.RUN, "Another process has the id of a member"),
  MEMBER_UNREADABLE("ZK-MEMBER-21", Phase.RUN, "The node of a member cannot be read"),
  MEMBER_UNHEALTHY("ZK-MEMBER-22", Phase.RUN, "A health check fails"),
  MEMBER_STATE("ZK-MEMBER-23", Phase.RUN, "The state of a member cannot be told"),
  MEMBER_OFFLINE("ZK-MEMBER-24", Phase.RUN, "Guarded work is refused while off line"),
  MEMBER_WISH("ZK-MEMBER-25", Phase.RUN, "An operator's wish that cannot be understood"),
  MEMBER_NONE("ZK-MEMBER-26", Phase.RUN, "State or a health check of what is no member"),
  ENDPOINT_ATTRIBUTE("ZK-ENDPOINT-01", Phase.COMPILE, "An endpoint attribute that is not allowed"),
  ENDPOINT_MEMBER("ZK-ENDPOINT-02", Phase.COMPILE, "An endpoint names no fitting member"),
  ENDPOINT_FIELD("ZK-ENDPOINT-03", Phase.COMPILE, "A field that cannot hold endpoints"),
  ENDPOINT_LISTENER(
      "ZK-ENDPOINT-04", Phase.COMPILE, "An endpoints listener with a wrong signature"),
  ENDPOINT_NONE("ZK-ENDPOINT-20", Phase.RUN, "There is no endpoint to call"),
  ENDPOINT_MALFORMED("ZK-ENDPOINT-21", Phase.RUN, "An entry of a domain that cannot be read"),
  ENDPOINT_CONFLICT("ZK-ENDPOINT-22", Phase.RUN, "A static record is not as expected"),
  ENDPOINT_OFFER("ZK-ENDPOINT-23", Phase.RUN, "An endpoint that cannot be offered"),
  ENDPOINT_EJECTED("ZK-ENDPOINT-24", Phase.RUN, "An endpoint is left out after failures"),
  ENDPOINT_DNS("ZK-ENDPOINT-25", Phase.RUN, "The DNS responder cannot listen"),
  QUEUE_FIELD("ZK-QUEUE-01", Phase.COMPILE, "A field that cannot hold a queue"),
  QUEUE_CONSUMER("ZK-QUEUE-02", Phase.COMPILE, "A method that cannot take items of a queue"),
  QUEUE_ATTRIBUTE("ZK-QUEUE-03", Phase.COMPILE, "An attribute of a queue that cannot be used"),
  QUEUE_FULL("ZK-QUEUE-20", Phase.RUN, "A queue is full"),
  QUEUE_ITEM("ZK-QUEUE-21", Phase.RUN, "An item that cannot be put"),
  QUEUE_PARKED("ZK-QUEUE-22", Phase.RUN, "An item was parked"),
  QUEUE_LOST("ZK-QUEUE-23", Phase.RUN, "A claim was lost, and its item is given again"),
  BARRIER_BROKEN("ZK-BARRIER-20", Phase.RUN, "A barrier is broken"),
  BARRIER_CONFLICT("ZK-BARRIER-21", Phase.RUN, "A barrier or latch with another number"),
  SHARD_MEMBER("ZK-SHARD-01", Phase.COMPILE, "A member that cannot be told of shards"),
  SHARD_COUNT("ZK-SHARD-20", Phase.RUN, "A group's shards with another number"),
  SHARD_LOST("ZK-SHARD-21", Phase.RUN, "A shard is not held"),
  SHARD_OUTSIDER("ZK-SHARD-22", Phase.RUN, "Shards for a process that is no member"),
  NAME("ZK-NAME-01", Phase.RUN, "A name or path that is not allowed"),
  PLACEHOLDER("ZK-NAME-02", Phase.RUN, "A placeholder that nothing defines"),
  OPTION_RANGE("ZK-OPTION-01", Phase.RUN, "An option out of range"),
  OPTION_CONFLICT("ZK-OPTION-02", Phase.RUN, "Options that contradict each other"),
  OPTION_LIBRARY("ZK-OPTION-03", Phase.RUN, "A library that an option needs is missing"),
  SESSION_CONNECT("ZK-SESSION-01", Phase.RUN, "No connection to ZooKeeper"),
  SESSION_LAYOUT("ZK-SESSION-02", Phase.RUN, "A layout that this version does not know"),
  SESSION_GENERATION("ZK-SESSION-03", Phase.RUN, "Another ensemble than before"),
  SESSION_CLOSED("ZK-SESSION-04", Phase.RUN, "The ZkWire is closed"),
  SESSION_OUTCOME("ZK-SESSION-05", Phase.RUN, "A write whose outcome is unknown"),
  SESSION_REQUEST("ZK-SESSION-06", Phase.RUN, "A request that ZooKeeper refused"),
  ACCESS("ZK-ACCESS-01", Phase.RUN, "An ACL refuses access"),
  ACCESS_OPEN("ZK-ACCESS-02", Phase.RUN, "Everybody may change the nodes (a warning)"),
  ACCESS_CLEAR_TEXT("ZK-ACCESS-03", Phase.RUN, "A password travels in clear text (a warning)"),
  SNAPSHOT("ZK-SNAPSHOT-01", Phase.RUN, "A snapshot cannot be used or written"),
  CALLBACK_FAILED("ZK-CALL-01", Phase.RUN, "A callback threw"),
  CALLBACK_STUCK("ZK-CALL-02", Phase.RUN, "A callback has been running for long"),
  AGENT_MAPPING("ZK-AGENT-01", Phase.RUN, "A mapping file that is refused"),
  AGENT_MEMBER("ZK-AGENT-02", Phase.RUN, "A mapping that does not fit its class"),
  AGENT_WEAVE("ZK-AGENT-03", Phase.RUN, "A class that could not be woven"),
  AGENT_START("ZK-AGENT-04", Phase.RUN, "The agent could not start or connect"),
  AGENT_ATTACH("ZK-AGENT-05", Phase.RUN, "A JVM that the agent cannot reach"),
  SPRING_BEAN("ZK-SPRING-20", Phase.RUN, "A bean that zkwire could not bind"),
  SPRING_IMPORT("ZK-SPRING-21", Phase.RUN, "A location to import that cannot be read"),
  SPRING_PROPERTIES("ZK-SPRING-22", Phase.RUN, "Properties that cannot be bound again"),
  CONSOLE_START("ZK-CONSOLE-20", Phase.RUN, "The console refuses to start as it is asked to"),
  CONSOLE_CONFLICT("ZK-CONSOLE-21", Phase.RUN, "Somebody else has changed it meanwhile"),
  CONSOLE_REFUSED("ZK-CONSOLE-22", Phase.RUN, "The console refuses a request"),
  CONSOLE_MISSING("ZK-CONSOLE-23", Phase.RUN, "What the console was asked for is not there");

  /** When a code can appear. */
  public enum Phase {
    /** Reported by the annotation processor. */
    COMPILE,
    /** Reported by the weaving plugin of the build. */
    WEAVE,
    /** Thrown or logged by the running application. */
    RUN
  }

  private final String id;
  private final Phase phase;
  private final String summary;

  ErrorCode(String id, Phase phase, String summary) {
    this.id = id;
    this.phase = phase;
    this.summary = summary;
  }

  /** The code as it stands in messages, such as {@code ZK-CONFIG-01}. */
  public String id() {
    return id;
  }

  /** When it can appear. */
  public Phase phase() {
    return phase;
  }

  /** What it stands for, in a few words. */
  public String summary() {
    return summary;
  }

  /**
   * A message in the form that all have: code, what is wrong and what was found, how to mend it.
   *
   * @param problem what is wrong and what was found, without a full stop
   * @param mend how to mend it, without a full stop
   * @return the message
   */
  public String message(String problem, String mend) {
    return "[" + id + "] " + problem + ". " + mend + ".";
  }
}
