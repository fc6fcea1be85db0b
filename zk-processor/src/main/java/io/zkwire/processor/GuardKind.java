package io.zkwire.processor;

import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.ReportProgress;
import io.zkwire.annotation.ZkBarrier;
import io.zkwire.annotation.ZkLock;
import io.zkwire.annotation.ZkPermit;
import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of guards, in the order in which those of one method are asked. */
enum GuardKind {
  LEADER_ONLY(LeaderOnly.class, "leaderOnly", "role", false),
  BARRIER(ZkBarrier.class, "barrier", "name", false),
  PERMIT(ZkPermit.class, "permit", "name", true),
  LOCK(ZkLock.class, "lock", "name", true),
  PROGRESS(ReportProgress.class, "progress", "task", false);

  private final Class<? extends Annotation> annotation;
  private final String title;
  private final String noun;
  private final boolean takesParameters;

  GuardKind(
      Class<? extends Annotation> annotation, String title, String noun, boolean takesParameters) {
    this.annotation = annotation;
    this.title = title;
    this.noun = noun;
    this.takesParameters = takesParameters;
  }

  /** The annotations of all of them. */
  static Set<String> annotations() {
    return annotations(Set.of(values()));
  }

  /** The annotations of some of them. */
  static Set<String> annotations(Set<GuardKind> kinds) {
    return kinds.stream()
        .map(kind -> kind.annotation().getName())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The annotation that asks for it. */
  Class<? extends Annotation> annotation() {
    return annotation;
  }

  /** What manifests call it. */
  String title() {
    return title;
  }

  /** What its name is the name of. */
  String noun() {
    return noun;
  }

  /** Whether it can refuse a call. */
  boolean refuses() {
    return this != PROGRESS;
  }

  /** Whether a call under way can lose what it asked for. */
  boolean canBeLost() {
    return this != BARRIER && this != PROGRESS;
  }

  /** Whether its name may have placeholders for parameters. */
  boolean takesParameters() {
    return takesParameters;
  }
}
