/** Tests of reading mapping files. */
@NullMarked
package io.zkwire.agent.mapping;

import org.jspecify.annotations.NullMarked;
