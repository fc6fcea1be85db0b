package io.zkwire.agent.core;

import io.zkwire.ErrorCode;
import io.zkwire.agent.mapping.Mapping;
import io.zkwire.agent.mapping.MappingException;
import io.zkwire.agent.mapping.MappingFile;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent in this JVM. It takes orders: a mapping file to apply, {@code status}, {@code detach};
 * each on a thread of its own, one after the other. Thread-safe.
 */
public final class AgentCore implements BiFunction<String, Boolean, String> {

  private static final Logger LOG = LoggerFactory.getLogger(AgentCore.class);

  /** JMX takes a while: it is not the start of the application that waits for it. */
  private static final long BEAN_MILLIS = 500;

  private final Instrumentation instrumentation;
  private final Runnable forget;
  private final SiteNumbers numbers;
  private @Nullable Attached attached;
  private @Nullable Worker worker;
  private @Nullable Control control;
  private @Nullable AnnotatedClasses annotated;
  private final Bean bean = new Bean(this);

  /**
   * The agent, not yet applied to anything.
   *
   * @param instrumentation the JVM's
   * @param numbers the numbers of places, which outlive this
   * @param forget called when nothing is left to do
   */
  public AgentCore(
      Instrumentation instrumentation, Map<String, Map<String, Integer>> numbers, Runnable forget) {
    this.instrumentation = instrumentation;
    this.numbers = new SiteNumbers(numbers);
    this.forget = forget;
  }

  /**
   * Obeys an order of whoever loaded the agent.
   *
   * @param order {@code status}, {@code detach}, {@code weave} or a mapping file, with {@code
   *     ,outcome=file} where the outcome shall be written
   * @param early whether the application has not begun yet
   * @return a line to complain with; an empty one where all is well
   */
  @Override
  public String apply(String order, Boolean early) {
    int at = order.lastIndexOf(",outcome=");
    String what = at < 0 ? order : order.substring(0, at);
    Outcome outcome = what.equals("weave") ? weave(early) : obey(what);
    if (at >= 0) {
      try {
        Files.writeString(Path.of(order.substring(at + 9)), outcome.text());
      } catch (IOException | RuntimeException e) {
        LOG.warn("the outcome cannot be told to {}", order.substring(at + 9), e);
      }
    }
    return outcome.complaint();
  }

  /** Obeys an order. */
  synchronized Outcome obey(String order) {
    try {
      return switch (order) {
        case "status" -> status();
        case "detach" -> detach();
        default -> attach(Path.of(order));
      };
    } catch (MappingException e) {
      LOG.error("{}", e.getMessage());
      e.problems().forEach(line -> LOG.error("{}", line));
      return Outcome.refused(e.problems());
    } catch (Exception | LinkageError e) {
      LOG.error("the order '{}' could not be obeyed", order, e);
      return Outcome.failed(
          ErrorCode.AGENT_START.message(
              "the agent could not do '" + order + "': " + e, "See its log"));
    }
  }

  /** Weaves what the annotations of classes ask for, of those that are loaded from now on. */
  private synchronized Outcome weave(boolean early) {
    if (!early) {
      return Outcome.failed(
          ErrorCode.AGENT_START.message(
              "annotated classes can be woven only while they are loaded, and some are already",
              "Start the program with -javaagent:zk-agent.jar=weave"));
    }
    try {
      openLog(null);
    } catch (IOException e) {
      return Outcome.failed(
          ErrorCode.AGENT_START.message("the log cannot be written: " + e, "Free its directory"));
    }
    if (annotated == null) {
      annotated = new AnnotatedClasses();
      instrumentation.addTransformer(annotated, false);
    }
    return Outcome.done(List.of("annotated classes are woven while they are loaded"));
  }

  private Outcome attach(Path file) throws Exception {
    if (order(file).isEmpty()) {
      return Outcome.failed(
          ErrorCode.AGENT_START.message(
              "no mapping file was named", "Write -javaagent:zk-agent.jar=/path/zkwire.yaml"));
    }
    Mapping mapping = MappingFile.read(file.toAbsolutePath());
    openLog(mapping.log());
    Worker own = worker;
    if (own == null) {
      own = new Worker("zkwire-agent");
      worker = own;
    }
    Worker running = own;
    return running.call(() -> replace(mapping, running));
  }

  private static String order(Path file) {
    return file.toString();
  }

  private Outcome replace(Mapping mapping, Worker running) throws Exception {
    Boot boot = new Boot(Dispatchers.install(instrumentation));
    Attached before = attached;
    if (before != null) {
      before.retire();
    }
    Attached now = new Attached(mapping, instrumentation, boot, numbers, running);
    attached = now;
    now.start();
    if (before != null) {
      before.release(now);
    }
    if (control == null) {
      control = Control.start(this);
      running.later(bean::register, BEAN_MILLIS, TimeUnit.MILLISECONDS);
    }
    LOG.info("attached: {}", now.lines());
    return Outcome.of(now);
  }

  private Outcome status() {
    return attached == null
        ? Outcome.failed("the agent is not attached to this JVM")
        : Outcome.of(attached);
  }

  private Outcome detach() throws Exception {
    Attached was = attached;
    Worker own = worker;
    if (was == null || own == null) {
      return Outcome.failed("the agent is not attached to this JVM");
    }
    own.call(
        () -> {
          was.stop();
          bean.unregister();
          return true;
        });
    attached = null;
    own.close();
    worker = null;
    if (control != null) {
      control.close();
      control = null;
    }
    LOG.info("detached");
    AgentLog.close();
    forget.run();
    return Outcome.done(List.of("detached; the application is as it was before"));
  }

  private static void openLog(@Nullable String file) throws IOException {
    if (file != null) {
      AgentLog.open(Path.of(file));
      return;
    }
    Path directory = Places.directory();
    AgentLog.open(directory.resolve(ProcessHandle.current().pid() + ".log"));
  }
}
