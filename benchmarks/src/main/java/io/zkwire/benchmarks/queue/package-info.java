/** Work queues against their peers: rows Q1 and Q2. */
@NullMarked
package io.zkwire.benchmarks.queue;

import org.jspecify.annotations.NullMarked;
