package io.zkwire.runtime.spi;

import io.zkwire.ClusterView;
import java.time.Duration;

/**
 * A field that holds the view of a group.
 *
 * @param <B> the class
 * @param member the field, as messages show it
 * @param group the group as it was written, placeholders included
 * @param grace for how long a member that went is still shown
 * @param set writes the field
 */
public record MembersSpec<B>(
    String member, String group, Duration grace, ConfigTarget.Set<B, ClusterView> set)
    implements HandleSpec<B, ClusterView> {}
