package io.zkwire.runtime.spi;

import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;

/**
 * A method that runs only in the process that leads.
 *
 * @param <B> the class
 * @param member the method, {@code name(type,type)}
 * @param role the role as it was written, placeholders included
 * @param otherwise what a call does in a process that does not lead
 * @param onLoss what happens to a call under way when the leadership lapses or ends
 */
public record LeaderOnlySpec<B>(String member, String role, Otherwise otherwise, OnLoss onLoss)
    implements GuardSpec<B> {}
