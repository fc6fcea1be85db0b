/**
 * The agent's front: what the JVM starts and what an operator calls. It needs nothing but the JDK;
 * everything else is loaded apart from the application.
 */
@NullMarked
package io.zkwire.agent;

import org.jspecify.annotations.NullMarked;
