/** The facade: how an application connects, binds its objects and publishes. */
@NullMarked
package io.zkwire.runtime;

import org.jspecify.annotations.NullMarked;
