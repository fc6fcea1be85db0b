package io.zkwire.agent.core;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the agent in JMX. Thread-safe. */
final class Bean implements AgentMXBean {

  private static final Logger LOG = LoggerFactory.getLogger(Bean.class);

  private final AgentCore core;

  Bean(AgentCore core) {
    this.core = core;
  }

  /**
   * Registers it. An application that brings its own MBean server must make it first: there it is
   * left out.
   */
  void register() {
    if (System.getProperty("javax.management.builder.initial") != null) {
      LOG.info("no MBean: the application makes its own MBean server");
      return;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(this, name());
    } catch (JMException | RuntimeException e) {
      LOG.warn("no MBean", e);
    }
  }

  void unregister() {
    try {
      if (System.getProperty("javax.management.builder.initial") == null
          && ManagementFactory.getPlatformMBeanServer().isRegistered(name())) {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(name());
      }
    } catch (JMException | RuntimeException e) {
      LOG.warn("the MBean stays", e);
    }
  }

  private static ObjectName name() throws JMException {
    return new ObjectName("io.zkwire:type=Agent");
  }

  @Override
  public List<String> getStatus() {
    return core.obey("status").lines();
  }

  @Override
  public boolean isClean() {
    return core.obey("status").code() == 0;
  }

  @Override
  public List<String> detach() {
    return core.obey("detach").lines();
  }
}
