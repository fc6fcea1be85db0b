/** Leader election: who leads a role, and the guards that only the leader passes. */
@NullMarked
package io.zkwire.runtime.leader;

import org.jspecify.annotations.NullMarked;
