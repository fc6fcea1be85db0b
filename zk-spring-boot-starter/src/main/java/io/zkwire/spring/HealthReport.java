package io.zkwire.spring;

import io.zkwire.runtime.Health;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.Standing;
import io.zkwire.runtime.ZkWire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a connection is, for both lines of Spring Boot. */
record HealthReport(boolean up, Map<String, Object> details) {

  /**
   * Looks.
   *
   * @param zk the connection
   * @return what to report: down without a connection or in another ensemble, with the reason; up
   *     with problems where there are some, since a rejected value does not make an application
   *     unfit
   */
  static HealthReport of(ZkWire zk) {
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
    if (!health.problems().isEmpty()) {
      details.put("problems", health.problems().stream().map(p -> p.message()).limit(20).toList());
    }
    return new HealthReport(connected && !health.generationChanged(), details);
  }

  private static boolean held(Standing each) {
    return each.token() != null && !each.remaining().isZero();
  }
}
