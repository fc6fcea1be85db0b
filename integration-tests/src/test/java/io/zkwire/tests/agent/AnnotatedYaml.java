package io.zkwire.tests.agent;

import io.zkwire.ValueConverter;
import io.zkwire.annotation.Layout;
import io.zkwire.annotation.Leader;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.LockMode;
import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.OnFollower;
import io.zkwire.annotation.OnLeader;
import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.Queue;
import io.zkwire.annotation.QueueConsumer;
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
      if (!fields.isEmpty() || !methods.isEmpty()) {
        out.append("  - class: ").append(each.getName()).append('\n');
        append(out, "fields", fields);
        append(out, "methods", methods);
      }
    }
    return out.toString();
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
    }
    return out;
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
    ZkConfig config = method.getAnnotation(ZkConfig.class);
    out.append(config == null ? "" : config(config));
    OnLeader onLeader = method.getAnnotation(OnLeader.class);
    out.append(onLeader == null ? "" : key("on-leader", onLeader.value()));
    OnFollower onFollower = method.getAnnotation(OnFollower.class);
    out.append(onFollower == null ? "" : key("on-follower", onFollower.value()));
    OnConfigChange onChange = method.getAnnotation(OnConfigChange.class);
    out.append(onChange == null ? "" : key("on-config-change", onChange.value()));
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
