package io.zkwire.spring.restarted;

import io.zkwire.Live;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.QueueConsumer;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.spring.ZkWireAutoConfiguration;
import io.zkwire.spring.ZkWireGuardAutoConfiguration;
import io.zkwire.spring.ZkWireTracingAutoConfiguration;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Loaded anew for each restart. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  ZkWireGuardAutoConfiguration.class,
  ZkWireTracingAutoConfiguration.class,
  ZkWireAutoConfiguration.class
})
@EnableConfigurationProperties(RestartedApp.Settings.class)
@Import(RestartedApp.Worker.class)
public class RestartedApp {

  /** For Spring. */
  public RestartedApp() {}

  /**
   * Properties that follow.
   *
   * @param name its name
   */
  @ConfigurationProperties("settings")
  public record Settings(@DefaultValue("none") String name) {}

  /** Uses a guard, a value with a listener, and a queue. */
  public static class Worker implements Supplier<String> {

    @ZkConfig("worker/size")
    private volatile int size = 1;

    private volatile int changes;

    /**
     * For Spring.
     *
     * @param settings followed
     */
    public Worker(Live<Settings> settings) {
      settings.onChange(change -> changes++);
    }

    @OnConfigChange("worker/size")
    void changed() {
      changes++;
    }

    @QueueConsumer("worker-items")
    void item(String item) {
      changes += item.length();
    }

    @Override
    @LeaderOnly(value = "worker", otherwise = Otherwise.THROW)
    public String get() {
      return "size " + size + ", changes " + changes;
    }
  }
}
