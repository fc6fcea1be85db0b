@NullMarked
package io.zkwire.agent.weave;

import org.jspecify.annotations.NullMarked;
