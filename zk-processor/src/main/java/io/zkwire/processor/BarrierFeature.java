package io.zkwire.processor;

import com.google.auto.common.AnnotationValues;
import io.zkwire.ErrorCode;
import java.util.Set;

/** Barriers: {@code @ZkBarrier} on methods. */
final class BarrierFeature implements Feature {

  private static final int MOST_PARTIES = 1_000;

  private final GuardPart guards;

  BarrierFeature(Tools tools) {
    guards = new GuardPart(tools, GuardKind.BARRIER);
  }

  @Override
  public Set<String> annotations() {
    return guards.annotations();
  }

  @Override
  public Output read(WiredClass owner, Report.Builder report) {
    GuardPart.Found found = guards.read(owner, report);
    for (Guard guard : found.own()) {
      timeout(guard, report);
      parties(guard, report);
    }
    return (binding, guarded, manifest) -> guards.emit(found, binding, guarded, manifest);
  }

  private static void timeout(Guard guard, Report.Builder report) {
    String text = AnnotationValues.getString(guard.value("timeout"));
    String problem = text.isEmpty() ? "is no duration" : WaitTimes.problem(text);
    if (problem != null) {
      report.error(
          ErrorCode.GUARD_ATTRIBUTE,
          guard.anchor("timeout"),
          "timeout = " + Json.of(text) + " " + problem,
          "Write a time of at most one day, such as 200ms, 5s, 2m, 1h or PT5S");
    }
  }

  private static void parties(Guard guard, Report.Builder report) {
    int parties = AnnotationValues.getInt(guard.value("parties"));
    if (parties < 1 || parties > MOST_PARTIES) {
      report.error(
          ErrorCode.GUARD_ATTRIBUTE,
          guard.anchor("parties"),
          "parties = " + parties + " is not in 1 to " + MOST_PARTIES,
          "Write how many parties enter together");
    }
  }
}
