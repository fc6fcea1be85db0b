package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a method when an operator wants this process off line: the last step before its members
 * report that they are drained.
 *
 * <pre>{@code
 * @OnOffline void finish() { queue.stopTaking(); queue.awaitEmpty(); }
 * }</pre>
 *
 * <p><b>Promised.</b> When it is called, leaderships are resigned and guarded work is refused. The
 * members report {@code DRAINED} once the method has returned or thrown. A process that starts
 * while it is wanted off line is told as soon as it is bound. While the method runs, the operator
 * can change his mind: the process is on line again at once, and {@link OnOnline} is called when
 * the method has returned.
 *
 * <p><b>Not promised.</b> That it is the last call: {@link OnOnline} follows when the operator
 * wants it so.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnOffline {}
