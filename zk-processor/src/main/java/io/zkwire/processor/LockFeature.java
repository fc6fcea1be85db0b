package io.zkwire.processor;

import com.google.auto.common.AnnotationValues;
import io.zkwire.ErrorCode;
import java.util.Set;

/** Locks and permits: {@code @ZkLock} and {@code @ZkPermit} on methods. */
final class LockFeature implements Feature {

  private static final int MOST_PERMITS = 10_000;

  private final GuardPart guards;

  LockFeature(Tools tools) {
    guards = new GuardPart(tools, GuardKind.PERMIT, GuardKind.LOCK);
  }

  @Override
  public Set<String> annotations() {
    return guards.annotations();
  }

  @Override
  public Output read(WiredClass owner, Report.Builder report) {
    GuardPart.Found found = guards.read(owner, report);
    for (Guard guard : found.own()) {
      waitFor(guard, report);
      if (guard.kind() == GuardKind.PERMIT) {
        permits(guard, report);
      }
    }
    return (binding, guarded, manifest) -> guards.emit(found, binding, guarded, manifest);
  }

  private static void waitFor(Guard guard, Report.Builder report) {
    String text = AnnotationValues.getString(guard.value("waitFor"));
    String problem = WaitTimes.problem(text);
    if (problem != null) {
      report.error(
          ErrorCode.GUARD_ATTRIBUTE,
          guard.anchor("waitFor"),
          "waitFor = " + Json.of(text) + " " + problem,
          "Write a time of at most one day, such as 200ms, 5s, 2m, 1h or PT5S; 0s to try once");
    }
  }

  private static void permits(Guard guard, Report.Builder report) {
    int permits = AnnotationValues.getInt(guard.value("permits"));
    if (permits < 1 || permits > MOST_PERMITS) {
      report.error(
          ErrorCode.GUARD_ATTRIBUTE,
          guard.anchor("permits"),
          "permits = " + permits + " is not in 1 to " + MOST_PERMITS,
          "Write how many calls may run at a time in the whole cluster");
    }
  }
}
