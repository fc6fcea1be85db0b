package io.zkwire.tests.agent;

import io.zkwire.EndpointStrategy;
import io.zkwire.ValueConverter;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.CommandChannel;
import io.zkwire.annotation.Discover;
import io.zkwire.annotation.GlobalId;
import io.zkwire.annotation.HealthCheck;
import io.zkwire.annotation.Layout;
import io.zkwire.annotation.Leader;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.LockMode;
import io.zkwire.annotation.MemberState;
import io.zkwire.annotation.Members;
import io.zkwire.annotation.OnCommand;
import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.OnEndpointsChange;
import io.zkwire.annotation.OnFollower;
import io.zkwire.annotation.OnLeader;
import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.OnMemberChange;
import io.zkwire.annotation.OnMemberJoin;
import io.zkwire.annotation.OnMemberLeave;
import io.zkwire.annotation.OnOffline;
import io.zkwire.annotation.OnOnline;
import io.zkwire.annotation.OnProgress;
import io.zkwire.annotation.OnShards;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.Queue;
import io.zkwire.annotation.QueueConsumer;
import io.zkwire.annotation.ReportProgress;
import io.zkwire.annotation.ServiceEndpoint;
import io.zkwire.annotation.WatchProgress;
import io.zkwire.annotation.ZkBarrier;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.annotation.ZkLock;
import io.zkwire.annotation.ZkPermit;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the mapping that says the same as the annotations of a class and its superclasses. */
final class AnnotatedYaml {

  private static final Pattern NAMED = Pattern.compile("(?<!\\$)\\{[^{}]*}");

  private AnnotatedYaml() {}

  static String of(Class<?> type) {
    StringBuilder out =
        new StringBuilder("version: 1\nzookeeper: { connect: \"unused\" }\nclasses:\n");
    for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
      List<String> fields = fields(each);
      List<String> methods = methods(each);
      ClusterMember member = each.getDeclaredAnnotation(ClusterMember.class);
      ServiceEndpoint endpoint = each.getDeclaredAnnotation(ServiceEndpoint.class);
      if (!fields.isEmpty() || !methods.isEmpty() || member != null || endpoint != null) {
        out.append("  - class: ").append(each.getName()).append('\n');
        out.append(member == null ? "" : member(member));
        out.append(endpoint == null ? "" : endpoint(endpoint));
        append(out, "fields", fields);
        append(out, "methods", methods);
      }
    }
    return out.toString();
  }

  private static String member(ClusterMember member) {
    return "    member: { group: \""
        + member.group()
        + "\", id: \""
        + member.id()
        + "\", version: \""
        + member.version()
        + "\", every: "
        + member.every()
        + ", jvm: "
        + member.jvm()
        + ", buckets: "
        + member.buckets()
        + " }\n";
  }

  private static String endpoint(ServiceEndpoint endpoint) {
    return "    endpoint: { domain: \""
        + endpoint.domain()
        + "\""
        + key("port", endpoint.port())
        + key("host", endpoint.host())
        + key("healthy", endpoint.healthy())
        + key("zone", endpoint.zone())
        + key("tags", String.join(",", endpoint.tags()))
        + key("metadata", String.join(",", endpoint.metadata()))
        + ", weight: "
        + endpoint.weight()
        + ", format: "
        + word(endpoint.format())
        + " }\n";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String discover(Discover discover) {
    return key("discover", discover.value())
        + ", balance: "
        + word(discover.balance())
        + (discover.strategy() == EndpointStrategy.class
            ? ""
            : key("strategy", discover.strategy().getName()))
        + (discover.zone().isEmpty() ? "" : key("zone", discover.zone()))
        + (discover.tags().length == 0 ? "" : key("tags", String.join(",", discover.tags())))
        + (discover.maxAge().isEmpty() ? "" : ", max-age: " + discover.maxAge())
        + ", eject-after: "
        + discover.ejectAfter()
        + ", eject-for: "
        + discover.ejectFor()
        + ", floor: "
        + discover.floor();
  }

  private static void append(StringBuilder out, String key, List<String> entries) {
    if (!entries.isEmpty()) {
      out.append("    ").append(key).append(":\n");
      entries.forEach(entry -> out.append("      - { ").append(entry).append(" }\n"));
    }
  }

  private static List<String> fields(Class<?> type) {
    List<String> out = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      ZkConfig config = field.getAnnotation(ZkConfig.class);
      if (config != null) {
        out.add("field: " + field.getName() + config(config) + ", mode: both");
      }
      Queue queue = field.getAnnotation(Queue.class);
      if (queue != null) {
        out.add("field: " + field.getName() + key("queue", queue.value()) + limit(queue));
      }
      Leader leader = field.getAnnotation(Leader.class);
      if (leader != null) {
        out.add("field: " + field.getName() + key("leader", leader.value()));
      }
      CommandChannel commands = field.getAnnotation(CommandChannel.class);
      if (commands != null) {
        out.add("field: " + field.getName() + key("commands", commands.value()));
      }
      WatchProgress board = field.getAnnotation(WatchProgress.class);
      if (board != null) {
        out.add("field: " + field.getName() + key("progress-board", board.value()));
      }
      Members members = field.getAnnotation(Members.class);
      if (members != null) {
        String grace = ", grace: " + members.grace();
        out.add("field: " + field.getName() + key("members", members.value()) + grace);
      }
      MemberState state = field.getAnnotation(MemberState.class);
      if (state != null) {
        out.add("field: " + field.getName() + key("member-state", state.value()));
      }
      GlobalId id = field.getAnnotation(GlobalId.class);
      if (id != null) {
        out.add("field: " + field.getName() + id(id));
      }
      OnShards shards = field.getAnnotation(OnShards.class);
      if (shards != null) {
        out.add("field: " + field.getName() + shards(shards));
      }
      Discover discover = field.getAnnotation(Discover.class);
      if (discover != null) {
        out.add("field: " + field.getName() + discover(discover));
      }
    }
    return out;
  }

  private static String shards(OnShards shards) {
    return key("on-shards", shards.value()) + ", shards: " + shards.shards();
  }

  private static String id(GlobalId id) {
    return key("id", id.type())
        + key("strategy", id.strategy().name().toLowerCase(Locale.ROOT))
        + key("name", id.name())
        + key("format", id.format())
        + key("layout", id.layout())
        + key("epoch", id.epoch())
        + (id.javascriptSafe() ? ", javascript-safe: true" : "")
        + (id.keepNodes() ? ", keep-nodes: true" : "");
  }

  private static String limit(Queue queue) {
    return ", limit: " + queue.limit();
  }

  private static String key(String key, String text) {
    return ", " + key + ": \"" + text + "\"";
  }

  private static String config(ZkConfig config) {
    return key("config", config.value())
        + (config.required() ? ", required: true" : "")
        + (config.secret() ? ", secret: true" : "")
        + (config.layout() == Layout.SUBTREE ? ", layout: subtree" : "")
        + (config.converter() == ValueConverter.class
            ? ""
            : key("converter", config.converter().getName()));
  }

  private static List<String> methods(Class<?> type) {
    List<String> out = new ArrayList<>();
    for (Method method : type.getDeclaredMethods()) {
      String wishes = wishes(type, method);
      if (!method.isSynthetic() && !wishes.isEmpty()) {
        String parameters =
            Arrays.stream(method.getParameterTypes())
                .map(Class::getTypeName)
                .collect(Collectors.joining(","));
        out.add("method: \"" + method.getName() + "(" + parameters + ")\"" + wishes);
      }
    }
    return out;
  }

  private static String wishes(Class<?> type, Method method) {
    StringBuilder out = new StringBuilder();
    LeaderOnly leaderOnly = method.getAnnotation(LeaderOnly.class);
    boolean byClass =
        !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
    if (leaderOnly == null && byClass) {
      leaderOnly = type.getDeclaredAnnotation(LeaderOnly.class);
    }
    if (leaderOnly != null) {
      out.append(key("leader-only", leaderOnly.value()));
      out.append(answer(leaderOnly.otherwise(), leaderOnly.onLoss()));
    }
    ZkLock lock = method.getAnnotation(ZkLock.class);
    if (lock != null) {
      out.append(key("lock", places(lock.value(), method)));
      out.append(lock.mode() == LockMode.SHARED ? ", mode: shared" : "");
      out.append(lock.waitFor().isEmpty() ? "" : ", wait: " + lock.waitFor());
      out.append(leaderOnly == null ? answer(lock.otherwise(), lock.onLoss()) : "");
    }
    ZkBarrier barrier = method.getAnnotation(ZkBarrier.class);
    if (barrier != null) {
      out.append(key("barrier", barrier.value())).append(", parties: ").append(barrier.parties());
      out.append(", timeout: ").append(barrier.timeout());
      out.append(answer(barrier.otherwise(), OnLoss.FINISH));
    }
    QueueConsumer consumer = method.getAnnotation(QueueConsumer.class);
    if (consumer != null) {
      out.append(key("queue", consumer.value()));
      out.append(", concurrency: ").append(consumer.concurrency());
      out.append(", retries: ").append(consumer.retries());
      out.append(", retry-delay: ").append(consumer.retryDelay());
      out.append(consumer.visibility().isEmpty() ? "" : ", visibility: " + consumer.visibility());
    }
    ZkPermit permit = method.getAnnotation(ZkPermit.class);
    if (permit != null) {
      out.append(key("permit", places(permit.value(), method)));
      out.append(", permits: ").append(permit.permits());
      out.append(permit.waitFor().isEmpty() ? "" : ", wait: " + permit.waitFor());
      out.append(answer(permit.otherwise(), permit.onLoss()));
    }
    ReportProgress reported = method.getAnnotation(ReportProgress.class);
    if (reported != null) {
      out.append(key("report-progress", reported.value()));
      out.append(reported.worker().isEmpty() ? "" : key("worker", reported.worker()));
    }
    OnCommand onCommand = method.getAnnotation(OnCommand.class);
    if (onCommand != null) {
      out.append(key("on-command", onCommand.value()));
      out.append(onCommand.channel().isEmpty() ? "" : key("channel", onCommand.channel()));
      out.append(onCommand.member().isEmpty() ? "" : key("member", onCommand.member()));
    }
    OnProgress onProgress = method.getAnnotation(OnProgress.class);
    out.append(onProgress == null ? "" : key("on-progress", onProgress.value()));
    ZkConfig config = method.getAnnotation(ZkConfig.class);
    out.append(config == null ? "" : config(config));
    OnLeader onLeader = method.getAnnotation(OnLeader.class);
    out.append(onLeader == null ? "" : key("on-leader", onLeader.value()));
    OnFollower onFollower = method.getAnnotation(OnFollower.class);
    out.append(onFollower == null ? "" : key("on-follower", onFollower.value()));
    out.append(members(method));
    OnConfigChange onChange = method.getAnnotation(OnConfigChange.class);
    out.append(onChange == null ? "" : key("on-config-change", onChange.value()));
    OnEndpointsChange onEndpoints = method.getAnnotation(OnEndpointsChange.class);
    out.append(onEndpoints == null ? "" : key("on-endpoints-change", onEndpoints.value()));
    return out.toString();
  }

  private static String members(Method method) {
    StringBuilder out = new StringBuilder();
    MemberState state = method.getAnnotation(MemberState.class);
    out.append(state == null ? "" : key("member-state", state.value()));
    HealthCheck check = method.getAnnotation(HealthCheck.class);
    if (check != null) {
      out.append(", health-check: true, timeout: ").append(check.timeout());
      out.append(", every: ").append(check.every()).append(", resign: ").append(check.resign());
    }
    OnMemberJoin join = method.getAnnotation(OnMemberJoin.class);
    out.append(join == null ? "" : key("on-member-join", join.value()));
    OnMemberLeave leave = method.getAnnotation(OnMemberLeave.class);
    out.append(leave == null ? "" : key("on-member-leave", leave.value()));
    OnMemberChange change = method.getAnnotation(OnMemberChange.class);
    if (change != null) {
      out.append(key("on-member-change", change.value())).append(", state: " + change.state());
    }
    OnShards shards = method.getAnnotation(OnShards.class);
    out.append(shards == null ? "" : shards(shards));
    out.append(method.isAnnotationPresent(OnOnline.class) ? ", on-online: true" : "");
    out.append(method.isAnnotationPresent(OnOffline.class) ? ", on-offline: true" : "");
    return out.toString();
  }

  private static String answer(Otherwise otherwise, OnLoss onLoss) {
    return (otherwise == Otherwise.UNSPECIFIED
            ? ""
            : ", otherwise: " + otherwise.name().toLowerCase(Locale.ROOT))
        + (onLoss == OnLoss.INTERRUPT ? ", on-loss: interrupt" : "");
  }

  /** A mapping knows parameters by their numbers; these methods have one, their class no names. */
  private static String places(String name, Method method) {
    if (method.getParameterCount() > 1 && NAMED.matcher(name).find()) {
      throw new IllegalArgumentException("which parameter of " + method + " is meant in " + name);
    }
    return NAMED.matcher(name).replaceAll("{0}");
  }
}
