package io.zkwire.processor;

import com.google.auto.common.AnnotationValues;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes guards into the manifest. */
final class GuardManifest {

  private static final String GUARDS = "guards";

  private final Tools tools;

  GuardManifest(Tools tools) {
    this.tools = tools;
  }

  void emit(List<Guard> guards, Manifest manifest) {
    manifest.section(GUARDS);
    guards.forEach(guard -> manifest.add(GUARDS, entry(guard)));
  }

  private Map<String, Object> entry(Guard guard) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("member", guard.member());
    entry.put("kind", guard.kind().title());
    entry.put(guard.kind().noun(), guard.name());
    switch (guard.kind()) {
      case LEADER_ONLY -> {}
      case BARRIER -> {
        entry.put("parties", AnnotationValues.getInt(guard.value("parties")));
        entry.put("timeout", AnnotationValues.getString(guard.value("timeout")));
      }
      case PERMIT -> {
        entry.put("permits", AnnotationValues.getInt(guard.value("permits")));
        waitFor(guard, entry);
      }
      case LOCK -> {
        entry.put("mode", guard.constant("mode"));
        waitFor(guard, entry);
      }
      case PROGRESS -> {
        String worker = AnnotationValues.getString(guard.value("worker"));
        if (!worker.isEmpty()) {
          entry.put("worker", worker);
        }
      }
    }
    if (guard.kind().refuses()) {
      entry.put("otherwise", guard.resolvedOtherwise().name());
    }
    if (guard.kind().canBeLost()) {
      entry.put("onLoss", guard.onLoss().name());
    }
    tools.describe(guard.method(), entry);
    return entry;
  }

  private static void waitFor(Guard guard, Map<String, Object> entry) {
    Duration time = WaitTimes.of(AnnotationValues.getString(guard.value("waitFor")));
    if (time != null) {
      entry.put("wait", time.toString());
    }
  }
}
