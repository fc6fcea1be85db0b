/**
 * What woven code calls in an application that the agent has been attached to. These classes name
 * nothing but {@code java.*}; when the agent starts they are renamed into {@code java.lang}, which
 * every class loader sees, and hold nothing of the agent but functions that it can take back.
 */
@NullMarked
package io.zkwire.agent.boot;

import org.jspecify.annotations.NullMarked;
