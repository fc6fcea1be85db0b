/** Tests of what woven code calls. */
@NullMarked
package io.zkwire.agent.boot;

import org.jspecify.annotations.NullMarked;
