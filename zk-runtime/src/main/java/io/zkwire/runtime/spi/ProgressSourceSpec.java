package io.zkwire.runtime.spi;

import org.jspecify.annotations.Nullable;

/**
 * A number of a class that tells by itself how far a task is: it is read once a second.
 *
 * @param <B> the class
 * @param member the field or method, as messages show it
 * @param task the task as it was written, placeholders included
 * @param total how many units there are, or 0 if that is not known
 * @param done reads how many units are done
 */
public record ProgressSourceSpec<B>(String member, String task, long total, Read<B> done)
    implements Spec<B> {

  /** Reads a number. */
  @FunctionalInterface
  public interface Read<B> {
    /**
     * Reads.
     *
     * @param instance the instance
     * @return the number, or null where there is none at the moment
     * @throws Throwable what the method threw
     */
    @Nullable Number read(B instance) throws Throwable;
  }
}
