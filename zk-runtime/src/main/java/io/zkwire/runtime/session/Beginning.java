package io.zkwire.runtime.session;

import io.zkwire.Registration;

/**
 * What a feature did for an object, some of which begins only when all features have done theirs:
 * then what the methods of the object need is there.
 */
public interface Beginning extends Registration {

  /** All features have fulfilled the specs of the object. May wait. */
  void begin();
}
