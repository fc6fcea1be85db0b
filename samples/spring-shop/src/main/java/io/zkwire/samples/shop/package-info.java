/** A shop of which several instances run. */
@NullMarked
package io.zkwire.samples.shop;

import org.jspecify.annotations.NullMarked;
