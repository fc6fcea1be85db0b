/**
 * Configuration: specs become slots that follow keys, and the publisher's side. Internal:
 * applications use {@code io.zkwire.ConfigStore} and {@code io.zkwire.Live}.
 */
@NullMarked
package io.zkwire.runtime.config;

import org.jspecify.annotations.NullMarked;
