/** Weaves, while a module is built, what the annotations in its class files ask for. */
@NullMarked
package io.zkwire.agent.build;

import org.jspecify.annotations.NullMarked;
