package io.zkwire.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM calls, at its start ({@code -javaagent:zk-agent.jar=zkwire.yaml}) or in the midst of
 * its life. It hands over to the agent's core and keeps out of everything else. Whatever happens,
 * the application goes on: a failure is one line on standard error.
 */
public final class AgentMain {

  private static final String CORE = "io.zkwire.agent.core.AgentCore";

  /** The numbers of places in woven code, which may outlive the agent that wove it. */
  private static final Map<String, Map<String, Integer>> NUMBERS = new ConcurrentHashMap<>();

  private static volatile @Nullable BiFunction<String, Boolean, String> core;

  private AgentMain() {}

  /**
   * Starts with the application.
   *
   * @param arguments the mapping file; or {@code weave}, for annotated classes that no build wove
   * @param instrumentation the JVM's
   */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    run(arguments, instrumentation, true);
  }

  /**
   * Starts, or takes an order, in a running application.
   *
   * @param arguments the mapping file, {@code status} or {@code detach}
   * @param instrumentation the JVM's
   */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    run(arguments, instrumentation, false);
  }

  private static synchronized void run(
      @Nullable String arguments, Instrumentation instrumentation, boolean early) {
    try {
      BiFunction<String, Boolean, String> running = core;
      if (running == null) {
        running = start(instrumentation);
        core = running; // before it obeys: detaching takes it out
      }
      String complaint = running.apply(arguments == null ? "" : arguments, early);
      if (!complaint.isEmpty()) {
        complain(complaint);
      }
    } catch (Throwable e) {
      complain("the agent could not start, and the application goes on without it: " + e);
    }
  }

  /** Once it is detached nothing keeps the core, and what it has loaded, from being collected. */
  private static void forget() {
    core = null;
  }

  /** The one thing that the agent says in the application's own voice. */
  private static void complain(String line) {
    System.err.println("zkwire-agent: " + line);
  }

  @SuppressWarnings("unchecked") // the core is written as that function
  private static BiFunction<String, Boolean, String> start(Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException, URISyntaxException {
    CodeSource source = AgentMain.class.getProtectionDomain().getCodeSource();
    File jar = new File(source.getLocation().toURI());
    IsolatedLoader loader =
        IsolatedLoader.of(new ZipFile(jar), AgentMain.class.getProtectionDomain());
    return (BiFunction<String, Boolean, String>)
        loader
            .loadClass(CORE)
            .getConstructor(Instrumentation.class, Map.class, Runnable.class)
            .newInstance(instrumentation, NUMBERS, (Runnable) AgentMain::forget);
  }
}
