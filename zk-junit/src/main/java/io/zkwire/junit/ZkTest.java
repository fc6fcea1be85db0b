package io.zkwire.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class, or one test method, against real ZooKeeper servers in this JVM.
 *
 * <pre>{@code
 * @ZkTest
 * class PricesTest {
 *   @Test
 *   void comesBackAfterExpiry(ZkWire zk, ZkFaults faults) {
 *     faults.expireSession(zk);
 *     ...
 *   }
 * }
 * }</pre>
 *
 * <p>The servers start once for a class, nested classes included, and stop after it. Each test
 * method has a chroot of its own, so that tests do not see each other's nodes. Constructors, test
 * methods and lifecycle methods may take, in any order:
 *
 * <ul>
 *   <li>{@link io.zkwire.runtime.ZkWire}: a connected client. The first such parameter of every
 *       constructor and method is the same client throughout one test, the second another one, and
 *       so on;
 *   <li>{@link ZkClients}: makes further clients;
 *   <li>{@link ZkFaults}: expires sessions, cuts links, stops servers;
 *   <li>{@link ZkServer} if there is one server, or {@link ZkEnsemble} for any number.
 * </ul>
 *
 * <p>After each test, lifecycle methods included, all links are mended, stopped servers are started
 * again and all clients are closed. Then a test fails if an ephemeral node is left under its
 * chroot; the failure names the node. What a static {@code @BeforeAll} method, or a test class with
 * one instance for all tests, takes in its constructor lives as long as the class and has a chroot
 * of its own, other than that of the tests.
 *
 * <p>An annotated method in an annotated class has servers of its own. The annotation can be a
 * meta-annotation, and is inherited by subclasses. Test classes may run in parallel; test methods
 * that break servers must not run in parallel with others of their class, unless {@link
 * #serverPerMethod} is set.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ZkTestExtension.class)
public @interface ZkTest {

  /** How many servers: 1, or an ensemble of 3, 5 or 7. */
  int servers() default 1;

  /** The servers' tick in milliseconds, 10 to 10,000. Sessions expire up to one tick late. */
  int tickTime() default 500;

  /**
   * The session timeout that clients ask for, from one tick to one hour: {@code 6s}, {@code
   * 1500ms}, {@code PT6S}, or a number of milliseconds. The servers grant it as it is.
   */
  String sessionTimeout() default "6s";

  /** A path such as {@code /acme} under which the chroot of each test is made; empty for none. */
  String chroot() default "";

  /**
   * Whether each test method has servers of its own, with empty data, at the cost of their start.
   */
  boolean serverPerMethod() default false;

  /**
   * How long servers may take to start, or to elect a leader, before the test fails. Written as the
   * session timeout is.
   */
  String startTimeout() default "30s";
}
