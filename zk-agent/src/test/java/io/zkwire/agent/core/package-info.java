/** Tests of what becomes of a mapping. */
@NullMarked
package io.zkwire.agent.core;

import org.jspecify.annotations.NullMarked;
