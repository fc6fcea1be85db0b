package io.zkwire.runtime.spi;

import io.zkwire.annotation.LockMode;
import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A method that holds a lock around each call.
 *
 * @param <B> the class
 * @param member the method, {@code name(type,type)}
 * @param name the name as it was written; {@code {parameter}} stands for the next argument of
 *     {@link GuardSite#enter(Object...)}
 * @param mode with whom it is shared
 * @param waitFor how long a call waits, or null for as long as it takes
 * @param otherwise what a call does that has not got it in time
 * @param onLoss what happens to a call under way when the lock is lost
 */
public record LockSpec<B>(
    String member,
    String name,
    LockMode mode,
    @Nullable Duration waitFor,
    Otherwise otherwise,
    OnLoss onLoss)
    implements GuardSpec<B> {}
