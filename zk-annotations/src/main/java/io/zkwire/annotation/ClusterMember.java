package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes the objects of a class members of a group: others see that they are there, how they are,
 * and when they go.
 *
 * <pre>{@code
 * @ClusterMember(group = "importers", id = "${host}")
 * class Importer {
 *   @MemberState("queued") int queued() { return queue.size(); }
 *   @HealthCheck boolean databaseAnswers() { ... }
 * }
 * }</pre>
 *
 * <p><b>Promised.</b> When {@code bind} returns, the member stands in {@code /members/<group>/<id>}
 * and belongs to this process alone: where another process has the id, its node is watched for one
 * and a half of its session timeouts, and then {@code bind} fails with {@code
 * DuplicateMemberException} and both addresses. The node is kept while the session lives, comes
 * back by itself after an expiry and after somebody has deleted it, and goes with {@code close()},
 * when others see that it left. Objects of one process with the same group and id are one member,
 * which tells the state of all of them.
 *
 * <p><b>Not promised.</b> That a process whose member is seen still lives: one that died is seen
 * until its session times out.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ClusterMember {

  /**
   * The group: one segment {@code [A-Za-z0-9._-]{1,128}}; {@code ${name}} as in {@code ZkConfig}.
   */
  String group();

  /**
   * The id: one segment, the same after each restart, since wishes and orders of operators belong
   * to it. {@code ${host}} and {@code ${pid}} are known; {@code ${name}} is an option, a system
   * property or an environment variable.
   */
  String id() default "${host}";

  /** Whether it joins when it is bound; otherwise when {@code ZkWire.join} is called with both. */
  boolean join() default true;

  /** The version of the application; empty: that of the manifest of its jar, where it has one. */
  String version() default "";

  /** How often the state is read: {@code 1s} to one hour; a tenth of it more or less. */
  String every() default "10s";

  /** Whether the state has load, heap, threads and uptime of the JVM, as {@code jvm}. */
  boolean jvm() default false;

  /**
   * Into how many parts the nodes of the group are divided, 0 for none, at most 1,024; for groups
   * of thousands. What the first member of a group says holds for all.
   */
  int buckets() default 0;
}
