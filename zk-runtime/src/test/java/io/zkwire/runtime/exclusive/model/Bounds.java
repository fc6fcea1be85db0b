package io.zkwire.runtime.exclusive.model;

/**
 * How far the search goes. Steps, ticks, arrivals and deletions are not bounded: states repeat.
 *
 * @param lease for how many ticks after its stamp a beat or a create renews
 * @param delay the lock-delay in ticks
 * @param standing how many nodes stand in the line at a time, those of nobody included
 * @param unaccounted how many departures may stand unaccounted for
 * @param lostRoots how many lost roots may stand unaccounted for
 * @param neighbour whether another lock stands below the same parent
 */
record Bounds(
    int lease, int delay, int standing, int unaccounted, int lostRoots, boolean neighbour) {}
