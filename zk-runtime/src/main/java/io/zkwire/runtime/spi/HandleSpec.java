package io.zkwire.runtime.spi;

/**
 * A field that holds what a feature gives.
 *
 * @param <B> the class that declares it
 * @param <V> what it holds
 */
public interface HandleSpec<B, V> extends Spec<B> {

  /** Writes the field. */
  ConfigTarget.Set<B, V> set();
}
