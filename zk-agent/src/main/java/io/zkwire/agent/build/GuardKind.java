package io.zkwire.agent.build;

import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.ReportProgress;
import io.zkwire.annotation.ZkBarrier;
import io.zkwire.annotation.ZkLock;
import io.zkwire.annotation.ZkPermit;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.annotation.AnnotationSource;
import org.jspecify.annotations.Nullable;

/** The kinds of guards, in the order in which the runtime asks those of one method. */
enum GuardKind {
  LEADER_ONLY(LeaderOnly.class, false),
  BARRIER(ZkBarrier.class, false),
  PERMIT(ZkPermit.class, true),
  LOCK(ZkLock.class, true),
  PROGRESS(ReportProgress.class, false);

  private static final Pattern PLACE = Pattern.compile("(?<!\\$)\\{([^{}]*)}");

  private final Class<? extends Annotation> annotation;
  private final boolean takesParameters;

  GuardKind(Class<? extends Annotation> annotation, boolean takesParameters) {
    this.annotation = annotation;
    this.takesParameters = takesParameters;
  }

  /**
   * One guard, as a class file has it.
   *
   * @param kind its kind
   * @param parameters the parameters that fill the places in its name, in their order
   */
  record Found(GuardKind kind, List<String> parameters) {}

  /** Whether an annotation asks for a guard of any kind. */
  static boolean isGuard(String annotation) {
    return Stream.of(values()).anyMatch(kind -> kind.annotation.getName().equals(annotation));
  }

  /** The guard of this kind that a method or class asks for itself, or null. */
  @Nullable Found on(AnnotationSource annotated) {
    AnnotationDescription found = annotated.getDeclaredAnnotations().ofType(annotation);
    if (found == null) {
      return null;
    }
    String name = takesParameters ? found.getValue("value").resolve(String.class) : "";
    List<String> parameters =
        PLACE.matcher(name).results().map((MatchResult place) -> place.group(1)).toList();
    return new Found(this, parameters);
  }
}
