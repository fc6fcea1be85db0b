package io.zkwire.tests;

import io.zkwire.runtime.ZkWire;

/** How a class comes by its binding. Behaviour tests are run once by each. */
public interface Carrier {

  /**
   * Makes an object that is bound.
   *
   * @param zk the connection
   * @param type its class, with a constructor without parameters
   * @param <T> its class
   * @return the object
   */
  <T> T create(ZkWire zk, Class<T> type);

  /** The annotation processor's binding, and an object that the runtime makes. */
  static Carrier generated() {
    return new Carrier() {
      @Override
      public <T> T create(ZkWire zk, Class<T> type) {
        return zk.create(type);
      }
    };
  }
}
