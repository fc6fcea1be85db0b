package io.zkwire.runtime.spi;

import java.time.Duration;

/**
 * A class whose objects are members of a group.
 *
 * @param <B> the class
 * @param member the class, as messages show it
 * @param group the group as it was written, placeholders included
 * @param id the id as it was written, placeholders included
 * @param join whether it joins when it is bound
 * @param version the version of the application, or an empty text
 * @param every how often the state is read
 * @param jvm whether the state of the JVM is told
 * @param buckets into how many parts the group is divided if it is new
 */
public record MemberSpec<B>(
    String member,
    String group,
    String id,
    boolean join,
    String version,
    Duration every,
    boolean jvm,
    int buckets)
    implements Spec<B> {}
