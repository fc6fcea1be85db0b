package io.zkwire.agent.core;

import io.zkwire.ErrorCode;
import io.zkwire.agent.mapping.ClassEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of each line of a mapping. A class that several loaders have has a state for each
 * outcome: one that failed is not hidden by another that is woven. Thread-safe.
 */
final class Ledger {

  static final String WAITING = "waiting: the class is not loaded yet";
  static final String WOVEN = "woven";

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final Map<String, Map<String, Set<String>>> states = new LinkedHashMap<>();

  Ledger(List<ClassEntry> classes) {
    for (ClassEntry each : classes) {
      Map<String, Set<String>> members = new LinkedHashMap<>();
      each.fields().forEach(field -> members.put(field.field(), waiting()));
      each.methods().forEach(method -> members.put(method.method(), waiting()));
      if (each.member() != null) {
        members.put(Plan.MEMBER, waiting());
      }
      if (each.endpoint() != null) {
        members.put(Plan.ENDPOINT, waiting());
      }
      states.put(each.type(), members);
    }
  }

  private static Set<String> waiting() {
    return new TreeSet<>(Set.of(WAITING));
  }

  private static void note(Set<String> outcomes, String outcome) {
    outcomes.remove(WAITING);
    outcomes.add(outcome);
  }

  /** A class was woven, as far as it fits. */
  synchronized void woven(Plan plan) {
    Map<String, Set<String>> members = states.getOrDefault(plan.entry().type(), new TreeMap<>());
    members.forEach(
        (member, outcomes) -> {
          String why = plan.refusals().get(member);
          note(outcomes, why == null ? WOVEN : "skipped: " + why);
        });
    plan.refusals().forEach((member, why) -> LOG.warn("{}", Plan.line(plan.entry(), member, why)));
    LOG.info("{} is woven: {}", plan.entry().type(), members);
  }

  /** A class could not be woven and stays as it is. */
  synchronized void failed(String type, Throwable e) {
    LOG.error(
        "{}",
        ErrorCode.AGENT_WEAVE.message(
            type + " could not be woven and stays as it is: " + e, "See the log of the agent"),
        e);
    Map<String, Set<String>> members = states.get(type);
    if (members != null) {
      members.values().forEach(outcomes -> note(outcomes, "failed: " + e));
    }
  }

  /** Members by class, and what became of them. */
  synchronized Map<String, Map<String, String>> states() {
    Map<String, Map<String, String>> out = new LinkedHashMap<>();
    states.forEach(
        (type, members) -> {
          Map<String, String> shown = new LinkedHashMap<>();
          members.forEach((member, outcomes) -> shown.put(member, String.join("; ", outcomes)));
          out.put(type, shown);
        });
    return out;
  }

  /** Whether everything that could be tried was woven. */
  synchronized boolean clean() {
    return states.values().stream()
        .flatMap(members -> members.values().stream())
        .flatMap(Set::stream)
        .allMatch(state -> state.equals(WOVEN) || state.equals(WAITING));
  }

  /** A line for each member. */
  List<String> lines() {
    List<String> out = new ArrayList<>();
    states()
        .forEach(
            (type, members) ->
                members.forEach(
                    (member, state) -> out.add(String.join(" ", type + "." + member, state))));
    return out;
  }
}
