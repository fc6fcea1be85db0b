/** Rows of global IDs: I1 to I4. */
@NullMarked
package io.zkwire.benchmarks.id;

import org.jspecify.annotations.NullMarked;
