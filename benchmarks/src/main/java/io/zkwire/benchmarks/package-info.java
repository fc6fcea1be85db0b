/** The runnable jar: its main class and the list of rows. */
@NullMarked
package io.zkwire.benchmarks;

import org.jspecify.annotations.NullMarked;
