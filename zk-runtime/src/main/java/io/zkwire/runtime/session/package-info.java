/**
 * The session that all features share: connection and its states, requests, watches, timers,
 * callback threads, and what the runtime writes under {@code /zkwire}. Internal: applications and
 * generated code do not name it.
 */
@NullMarked
package io.zkwire.runtime.session;

import org.jspecify.annotations.NullMarked;
