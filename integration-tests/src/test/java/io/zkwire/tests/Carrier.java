package io.zkwire.tests;

import io.zkwire.runtime.Binding;
import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.tests.agent.AgentCarrier;
import org.junit.jupiter.api.Assumptions;

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

  /**
   * The tie of an object that was made by this carrier.
   *
   * @param zk the connection
   * @param object the object
   */
  default Binding binding(ZkWire zk, Object object) {
    return zk.bind(object);
  }

  /** The agent, woven into classes that are loaded. */
  static Carrier agent() {
    return AgentCarrier.get();
  }

  /**
   * What was woven into the classes when they were built: objects are made by {@code new}. Tests by
   * this carrier run on classes of their own, see {@code behaviour-of-woven-classes} in the pom;
   * they are left out where a selection of tests is run on all classes.
   */
  static Carrier woven() {
    Assumptions.assumeTrue("woven".equals(System.getProperty("zkwire.carrier")), "not woven");
    return new Carrier() {
      @Override
      public <T> T create(ZkWire zk, Class<T> type) {
        if (Bindings.guarded(type) != type) {
          throw new IllegalStateException(type + " was compiled for a generated subclass");
        }
        T object = New.object(type);
        zk.bind(object);
        return object;
      }
    };
  }

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
