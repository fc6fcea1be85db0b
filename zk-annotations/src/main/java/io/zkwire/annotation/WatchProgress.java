package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts into a field of type {@link io.zkwire.ProgressBoard} the board of a task: its workers, how
 * far each is, and all together.
 *
 * <pre>{@code
 * @WatchProgress("import") private ProgressBoard imports;
 * }</pre>
 *
 * <p><b>Promised.</b> The field is set, and shows what stands in ZooKeeper, before {@code bind}
 * returns; it never changes after that.
 *
 * <p><b>Not promised.</b> What workers did that ended before the field was bound and whose results
 * are no longer kept.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface WatchProgress {

  /** The task, as in {@link ReportProgress#value}. */
  String value();
}
