package io.zkwire;

/**
 * What a queue holds at a moment. Immutable.
 *
 * <pre>{@code
 * QueueState state = zk.queue("mail", Mail.class).state();
 * int waiting = state.items() - state.claimed();
 * System.out.println(waiting + " wait, " + state.parked() + " were given up");
 * }</pre>
 *
 * @param items how many items stand, delayed and claimed ones included, parked ones not
 * @param claimed how many of them are being worked on
 * @param parked how many were given up
 * @param finished how many have been done since the queue was made
 * @param consumers how many processes take from it
 */
public record QueueState(int items, int claimed, int parked, int finished, int consumers) {}
