/** Numbered parts of a group's work, one grant each: {@code ShardFeature}. */
@NullMarked
package io.zkwire.runtime.shard;

import org.jspecify.annotations.NullMarked;
