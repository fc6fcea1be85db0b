/** How soon the console shows what there is and what changes: row W1. */
@NullMarked
package io.zkwire.benchmarks.console;

import org.jspecify.annotations.NullMarked;
