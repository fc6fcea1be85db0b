/** What each feature asks of ZooKeeper, counted on the wire, and what that comes to at a scale. */
@NullMarked
package io.zkwire.benchmarks.costs;

import org.jspecify.annotations.NullMarked;
