package io.zkwire;

import java.time.Instant;

/**
 * What an ID of the strategy {@link IdStrategy#SNOWFLAKE} is made of. Immutable.
 *
 * <pre>{@code
 * IdGenerator events = zk.ids("events", IdOptions.snowflake());
 * IdParts parts = events.parts(events.nextLong());
 * System.out.println(parts.time() + " by " + parts.worker() + ", number " + parts.sequence());
 * }</pre>
 *
 * @param time when it was made, by the clock of its process, to a millisecond or a second
 * @param worker the number of the process that made it
 * @param sequence which one of that moment it is, from 0
 */
public record IdParts(Instant time, int worker, int sequence) {}
