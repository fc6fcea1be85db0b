/** Work queues: who puts, who takes, and how an item is never lost in between. */
@NullMarked
package io.zkwire.runtime.queue;

import org.jspecify.annotations.NullMarked;
