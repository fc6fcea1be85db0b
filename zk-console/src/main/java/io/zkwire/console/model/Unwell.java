package io.zkwire.console.model;

import io.zkwire.console.model.Overview.Attention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is not well, for the overview. For one thread. */
final class Unwell {

  private static final int MOST = 200;
  private static final List<String> LEVELS = List.of("ERROR", "WARNING", "NOTE");

  private final List<Attention> found = new ArrayList<>();

  private void add(String level, String what, String detail, String page) {
    found.add(new Attention(level, what, detail, page));
  }

  void disconnected() {
    add("ERROR", "No connection to ZooKeeper", "What is shown may be old.", "overview");
  }

  void servers(List<Servers.Row> servers) {
    for (Servers.Row server : servers) {
      if (server.mode().isEmpty()) {
        add("WARNING", "Server " + server.address(), server.problem(), "overview");
      }
    }
  }

  void groups(List<Groups.Group> groups) {
    for (Groups.Group group : groups) {
      if (group.unhealthy() > 0) {
        add(
            "ERROR",
            group.unhealthy() + " of " + group.members() + " unhealthy in " + group.group(),
            "Their health checks fail.",
            "members/" + group.group());
      }
      if (group.offline() > 0) {
        add(
            "NOTE",
            group.offline() + " of " + group.members() + " off line in " + group.group(),
            "An operator has drained them.",
            "members/" + group.group());
      }
    }
  }

  void instances(List<Catalog.Instance> instances) {
    for (Catalog.Instance instance : instances) {
      for (String problem : instance.problems()) {
        add("ERROR", instance.host() + " (" + instance.pid() + ")", problem, "overview");
      }
    }
  }

  void behind(List<ConfigView.Row> rows) {
    for (ConfigView.Row row : rows) {
      add(
          "NOTE",
          row.behind() + " of " + row.instances() + " still on an earlier " + row.key(),
          "Processes tell what they have loaded within about ten seconds.",
          "config/" + row.key());
    }
  }

  void domains(List<Services.Domain> domains) {
    for (Services.Domain domain : domains) {
      if (domain.problems() > 0) {
        add(
            "WARNING",
            count(domain.problems(), "endpoint") + " of " + domain.domain() + " cannot be called",
            "Their entries cannot be read, or they say that they are down.",
            "endpoints/" + domain.domain());
      }
    }
  }

  void tasks(List<Tasks.Task> tasks) {
    for (Tasks.Task task : tasks) {
      if (task.died() > 0) {
        add(
            "WARNING",
            count(task.died(), "worker") + " of " + task.task() + " died or failed",
            "",
            "progress/" + task.task());
      }
    }
  }

  void leaderless(List<String> roles) {
    for (String role : roles) {
      add("WARNING", "Nobody stands for " + role, "", "leaders/" + role);
    }
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** What was found, the worst first. */
  List<Attention> worstFirst() {
    return found.stream()
        .sorted(Comparator.comparingInt(each -> LEVELS.indexOf(each.level())))
        .limit(MOST)
        .toList();
  }
}
