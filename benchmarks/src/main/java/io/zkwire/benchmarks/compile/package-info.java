/** Row B1: what the annotation processor adds to a compilation. */
@NullMarked
package io.zkwire.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
