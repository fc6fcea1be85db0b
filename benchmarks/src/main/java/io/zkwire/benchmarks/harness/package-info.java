/** What all rows share: lines, goals, the server under test, clients and statistics. */
@NullMarked
package io.zkwire.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
