/** Queues, barriers and latches, whatever carries the bindings. */
@NullMarked
package io.zkwire.tests.queue;

import org.jspecify.annotations.NullMarked;
