/** Attaches the agent to two copies of a program that knows nothing of zkwire. */
@NullMarked
package io.zkwire.samples.legacy;

import org.jspecify.annotations.NullMarked;
