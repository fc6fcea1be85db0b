/** Commands to members. */
@NullMarked
package io.zkwire.benchmarks.command;

import org.jspecify.annotations.NullMarked;
