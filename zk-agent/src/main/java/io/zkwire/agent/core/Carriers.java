package io.zkwire.agent.core;

/** Who carries woven classes to the runtime. Thread-safe. */
interface Carriers {

  /**
   * A woven class is there: from now on its methods ask and its reads are filtered. Must neither
   * block nor load classes of the application.
   *
   * @param type the class
   * @param places its places
   * @param plan what was woven into it
   */
  void linked(Class<?> type, Object places, Plan plan);
}
