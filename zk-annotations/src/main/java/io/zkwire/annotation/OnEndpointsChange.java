package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method after the endpoints of a domain have changed.
 *
 * <pre>{@code
 * @OnEndpointsChange("app1") void changed(EndpointsChange change) { ... }
 * @OnEndpointsChange("app1") void changed() { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> The methods of one object run one at a time, on the runtime's threads. There
 * is no call for what is there when the object is bound, and none after a reconnect without a
 * change.
 *
 * <p><b>Not promised.</b> Changes in quick succession may be told as one.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnEndpointsChange {

  /** The domain, as in {@link Discover#value}. */
  String value();
}
