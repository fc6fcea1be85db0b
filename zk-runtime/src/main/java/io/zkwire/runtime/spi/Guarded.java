package io.zkwire.runtime.spi;

import org.jspecify.annotations.Nullable;

/**
 * A class whose guarded methods ask before they run: a generated subclass, or a woven class. One
 * that has guards and is not this is refused when it is bound.
 */
public interface Guarded {

  /**
   * The place in this object where a method asks.
   *
   * @param method the method, {@code name(type,type)} with erased and fully qualified types
   * @return the place, or null if the method does not ask
   */
  @Nullable GuardSite zkGuardSite(String method);
}
