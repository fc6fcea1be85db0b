/** The agent's side apart from the application: it weaves, binds and takes orders. */
@NullMarked
package io.zkwire.agent.core;

import org.jspecify.annotations.NullMarked;
