/** Locks and permits: who holds a name, and the guards around methods that take them. */
@NullMarked
package io.zkwire.runtime.lock;

import org.jspecify.annotations.NullMarked;
