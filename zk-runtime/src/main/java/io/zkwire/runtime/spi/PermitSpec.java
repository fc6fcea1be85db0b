package io.zkwire.runtime.spi;

import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A method that holds one of a number of permits around each call.
 *
 * @param <B> the class
 * @param member the method, {@code name(type,type)}
 * @param name the name as it was written; {@code {parameter}} stands for the next argument of
 *     {@link GuardSite#enter(Object...)}
 * @param permits how many there are
 * @param waitFor how long a call waits, or null for as long as it takes
 * @param otherwise what a call does that has not got one in time
 * @param onLoss what happens to a call under way when the permit is lost
 */
public record PermitSpec<B>(
    String member,
    String name,
    int permits,
    @Nullable Duration waitFor,
    Otherwise otherwise,
    OnLoss onLoss)
    implements GuardSpec<B> {}
