/** What the agent costs the program that it is attached to: rows A1 to A3. */
@NullMarked
package io.zkwire.benchmarks.agent;

import org.jspecify.annotations.NullMarked;
