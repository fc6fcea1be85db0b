package io.zkwire.spring;

import io.zkwire.ZkWireException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;

/** Which bean a failure is about. */
final class BeanFailures {

  private BeanFailures() {}

  /** Does something for a bean, so that a failure names it. */
  static <T> T naming(String bean, Supplier<T> action) {
    try {
      return action.get();
    } catch (ZkWireException e) {
      throw new BeanCreationException(bean, "zkwire could not bind it", e);
    }
  }

  /** The name of the innermost bean that a failure names, or null. */
  static @Nullable String bean(Throwable failure) {
    String found = null;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof BeanCreationException creation && creation.getBeanName() != null) {
        found = creation.getBeanName();
      }
    }
    return found;
  }
}
