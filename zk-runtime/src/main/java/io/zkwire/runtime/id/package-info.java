/** Global IDs. */
@NullMarked
package io.zkwire.runtime.id;

import org.jspecify.annotations.NullMarked;
