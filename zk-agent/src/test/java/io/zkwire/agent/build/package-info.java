@NullMarked
package io.zkwire.agent.build;

import org.jspecify.annotations.NullMarked;
