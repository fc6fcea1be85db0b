package io.zkwire.runtime.spi;

/**
 * An object that brings its own binding, instead of one that is found by the name of its class: the
 * agent binds such an object in place of a class that it has woven.
 */
public interface SelfBound {

  /** What the object wants. Its specs take this object; its type is only what messages name. */
  ClassBinding<?> zkBinding();

  /** What messages and names of threads call it, such as the simple name of the class it is for. */
  String zkName();
}
