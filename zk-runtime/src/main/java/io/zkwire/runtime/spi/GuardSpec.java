package io.zkwire.runtime.spi;

import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;

/**
 * One guard of one method. Its {@link #member} is the method as {@link Guarded#zkGuardSite} knows
 * it, {@code name(type,type)}.
 *
 * @param <B> the class
 */
public interface GuardSpec<B> extends Spec<B> {

  /** What a call does that may not run; never {@code UNSPECIFIED}. */
  Otherwise otherwise();

  /** What happens to a call under way when it can no longer be shown that it may run. */
  OnLoss onLoss();
}
