package io.zkwire.tests.agent;

import io.zkwire.agent.IsolatedLoader;
import io.zkwire.runtime.Binding;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.New;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.zip.ZipFile;

/**
 * The agent, as it is packaged, in this JVM: its weaving and its mapping lie in its own loader, and
 * only the runtime is shared with the tests, so that they can hold the connections. The classes are
 * woven while they run; objects are made by {@code new}.
 */
public final class AgentCarrier implements Carrier {

  private static final Predicate<String> SHARED =
      name ->
          !name.startsWith("io.zkwire.agent.")
              && (name.startsWith("io.zkwire.")
                  || name.startsWith("org.apache.")
                  || name.startsWith("com.fasterxml.")
                  || name.startsWith("org.slf4j."));

  private static AgentCarrier instance;

  private final BiFunction<String, List<Object>, List<Object>> agent;

  /**
   * As an application does: the agent holds no object, and what is collected is offered no more.
   */
  private final Map<ZkWire, List<Object>> held = Collections.synchronizedMap(new WeakHashMap<>());

  private AgentCarrier(BiFunction<String, List<Object>, List<Object>> agent) {
    this.agent = agent;
  }

  /** The one of this JVM. */
  public static synchronized AgentCarrier get() {
    if (instance == null) {
      instance = new AgentCarrier(install());
    }
    return instance;
  }

  @SuppressWarnings("unchecked") // the class is written as that function
  private static BiFunction<String, List<Object>, List<Object>> install() {
    try {
      ProtectionDomain domain = IsolatedLoader.class.getProtectionDomain();
      File jar = new File(domain.getCodeSource().getLocation().toURI());
      IsolatedLoader loader =
          new IsolatedLoader(new ZipFile(jar), domain, AgentCarrier.class.getClassLoader(), SHARED);
      return (BiFunction<String, List<Object>, List<Object>>)
          loader
              .loadClass("io.zkwire.agent.core.SingleObjects")
              .getConstructor(Instrumentation.class)
              .newInstance(Instruments.get());
    } catch (Exception e) {
      throw new IllegalStateException("the agent could not be installed", e);
    }
  }

  @Override
  public <T> T create(ZkWire zk, Class<T> type) {
    T object = New.object(type);
    held.computeIfAbsent(zk, of -> new CopyOnWriteArrayList<>()).add(object);
    binding(zk, object);
    return object;
  }

  @Override
  public Binding binding(ZkWire zk, Object object) {
    return bind(zk, object, AnnotatedYaml.of(object.getClass()));
  }

  /** Binds an object as a mapping says. */
  Binding bind(ZkWire zk, Object object, String mapping) {
    return zk.bind(agent.apply(mapping, List.of(object)).get(0));
  }
}
