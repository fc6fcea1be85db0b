package io.zkwire.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTestContextBootstrapper;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Tests the beans that zkwire binds: of the application's components only the classes with
 * annotations of zkwire, against a ZooKeeper server inside the JVM of the test, and no other
 * auto-configuration. Everything else a test needs it gives with {@code @Import} or
 * {@code @ImportAutoConfiguration}.
 *
 * <pre>{@code
 * @ZkWireTest
 * @Import(Reports.class)
 * class NightlyJobTest {
 *   @Autowired NightlyJob job;
 *   @Autowired ZkWire zk;
 * }
 * }</pre>
 *
 * <p>The server lives as long as the context, which Spring keeps for test classes alike. It needs
 * {@code io.dropwizard.metrics:metrics-core} and {@code org.xerial.snappy:snappy-java}, as {@code
 * ZkWire.embedded()} does. A test that sets {@code zkwire.embedded=false} uses the server of {@code
 * zkwire.connect}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@BootstrapWith(SpringBootTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@ImportAutoConfiguration
public @interface ZkWireTest {

  /** Properties in the form {@code name=value}. */
  String[] properties() default {};
}
