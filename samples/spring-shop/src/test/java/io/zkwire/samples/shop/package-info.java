@NullMarked
package io.zkwire.samples.shop;

import org.jspecify.annotations.NullMarked;
