package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method after a configuration key of the same class has changed.
 *
 * <pre>{@code
 * @OnConfigChange("report/interval") void intervalChanged(Duration before, Duration now) { ... }
 * @OnConfigChange("db")              void dbChanged(DbSettings now) { ... }
 * @OnConfigChange("db")              void dbChanged(ConfigChange<DbSettings> change) { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> The field is set before the method runs. The methods of one object run one at
 * a time, on the runtime's threads; one that is slow, or throws, holds up no other object. There is
 * no call for the first value, none after a reconnect without a change, and none for a write that
 * leaves the value equal.
 *
 * <p><b>Not promised.</b> Two changes in quick succession may be told as one, from the first value
 * to the last.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnConfigChange {

  /** The key, written as in the {@link ZkConfig} of the same class or of a superclass. */
  String value();
}
