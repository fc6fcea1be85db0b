package io.zkwire.benchmarks.spring;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.context.scope.refresh.RefreshScopeRefreshedEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** With Spring Cloud Zookeeper: all 500 keys are imported, and a change refreshes the context. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties
class CloudApp {

  /** It refreshes for each key that it finds at its start: so long nothing must happen any more. */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Environment environment;
  private final AtomicLong last = new AtomicLong();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "quiet");
            thread.setDaemon(true);
            return thread;
          });

  CloudApp(Environment environment) {
    this.environment = environment;
  }

  @EventListener(ApplicationReadyEvent.class)
  void started() {
    last.set(System.nanoTime());
    timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void look() {
    if (System.nanoTime() - last.get() > QUIET_NANOS) {
      timer.shutdown();
      ChangeMain.ready();
    }
  }

  @EventListener(RefreshScopeRefreshedEvent.class)
  void refreshed() {
    last.set(System.nanoTime());
    if (timer.isShutdown()) {
      ChangeMain.has(environment.getRequiredProperty(ChangeMain.KEY));
    }
  }
}
