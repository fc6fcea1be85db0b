/** Takes what the libraries log, apart from the application's logging. */
@NullMarked
package io.zkwire.agent.core.log;

import org.jspecify.annotations.NullMarked;
