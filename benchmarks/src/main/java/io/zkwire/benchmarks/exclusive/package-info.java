/** Leadership and locks against their peers: rows L1 to L6. */
@NullMarked
package io.zkwire.benchmarks.exclusive;

import org.jspecify.annotations.NullMarked;
