/** Rows of endpoints: D1 to D3. */
@NullMarked
package io.zkwire.benchmarks.endpoint;

import org.jspecify.annotations.NullMarked;
