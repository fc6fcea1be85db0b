/**
 * Answers DNS queries from the endpoints of domains. The only package that names dnsjava, which is
 * optional: it is loaded when a responder is started, and nothing else names it but as text.
 */
@NullMarked
package io.zkwire.runtime.endpoint.dns;

import org.jspecify.annotations.NullMarked;
