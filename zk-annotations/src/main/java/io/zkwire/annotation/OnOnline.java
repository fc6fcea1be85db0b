package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method when this process has been off line and is on line again.
 *
 * <pre>{@code
 * @OnOnline void resume() { ... }
 * }</pre>
 *
 * <p><b>Promised.</b> {@code @OnOnline} and {@link OnOffline} take turns, one call at a time, on
 * the runtime's threads. A process that starts on line is not told.
 *
 * <p><b>Not promised.</b> That it is still on line when the method runs.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnOnline {}
