/** Barriers and latches: parties in several processes that wait for each other. */
@NullMarked
package io.zkwire.runtime.barrier;

import org.jspecify.annotations.NullMarked;
