/**
 * What carriers speak: specs, bindings, and the helpers that generated code calls. Application code
 * does not need it. Generated code and carriers name this package of the runtime and no other.
 */
@NullMarked
package io.zkwire.runtime.spi;

import org.jspecify.annotations.NullMarked;
