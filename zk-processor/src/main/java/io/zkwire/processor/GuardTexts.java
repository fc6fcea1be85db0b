package io.zkwire.processor;

import com.google.auto.common.AnnotationValues;
import io.zkwire.annotation.LockMode;

/** What guards do, in a few words. */
final class GuardTexts {

  private GuardTexts() {}

  /** A line of Javadoc. */
  static String doc(Guard guard) {
    String does =
        switch (guard.kind()) {
          case LEADER_ONLY -> "runs only in the process that leads";
          case BARRIER ->
              "is entered and left by "
                  + AnnotationValues.getInt(guard.value("parties"))
                  + " parties together at";
          case PERMIT ->
              "holds 1 of " + AnnotationValues.getInt(guard.value("permits")) + " permits";
          case LOCK ->
              LockMode.SHARED.name().equals(guard.constant("mode"))
                  ? "holds the shared lock"
                  : "holds the lock";
          case PROGRESS -> "reports its progress to";
        };
    return "{@code %s} %s {@code %s}"
        .formatted(Signatures.simple(guard.method()), does, guard.name());
  }
}
