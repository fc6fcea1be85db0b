package io.zkwire.agent.core;

import java.util.List;

/** The agent, as JMX shows it: {@code io.zkwire:type=Agent}. */
public interface AgentMXBean {

  /** The mapping, the connection, and what became of each line. */
  List<String> getStatus();

  /** Whether every line of the mapping is woven, or waits for its class. */
  boolean isClean();

  /**
   * Takes everything back.
   *
   * @return what became of that
   */
  List<String> detach();
}
