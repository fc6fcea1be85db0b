package io.zkwire.spring;

import io.zkwire.runtime.Health;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.Standing;
import io.zkwire.runtime.ZkWire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** How a connection is, for both lines of Spring Boot. */
record HealthReport(boolean up, Map<String, Object> details) {

  /**
   * Looks.
   *
   * @param zk the connection
   * @param properties who follows imported properties, where there is somebody
   * @return what to report: down without a connection or in another ensemble, with the reason; up
   *     with problems where there are some, since a rejected value does not make an application
   *     unfit
   */
  static HealthReport of(ZkWire zk, ObjectProvider<PropertiesFollower> properties) {
    Health health = zk.health();
    Map<String, Object> details = new LinkedHashMap<>();
    boolean connected = health.state() == SessionState.CONNECTED;
    details.put("state", health.state().name());
    details.put("since", health.since().toString());
    if (health.generationChanged()) {
      details.put("reason", "the ensemble is another one than before; an operator has to confirm");
    } else if (!connected) {
      details.put("reason", "no connection to " + zk.connectString());
    }
    List<Standing> exclusive = zk.exclusive();
    details.put("held", exclusive.stream().filter(HealthReport::held).count());
    details.put("waiting", exclusive.stream().filter(each -> each.token() == null).count());
    exclusive.stream()
        .filter(HealthReport::held)
        .map(Standing::remaining)
        .min(java.util.Comparator.naturalOrder())
        .ifPresent(margin -> details.put("lease", margin.toString()));
    List<String> problems = problems(zk, properties);
    if (!problems.isEmpty()) {
      details.put("problems", problems.stream().limit(20).toList());
    }
    return new HealthReport(connected && !health.generationChanged(), details);
  }

  /** What is wrong without making the connection unfit. */
  static List<String> problems(ZkWire zk, ObjectProvider<PropertiesFollower> properties) {
    PropertiesFollower follower = properties.getIfAvailable();
    return Stream.concat(
            zk.health().problems().stream().map(problem -> problem.message()),
            follower == null ? Stream.of() : follower.problems().stream())
        .toList();
  }

  private static boolean held(Standing each) {
    return each.token() != null && !each.remaining().isZero();
  }
}
