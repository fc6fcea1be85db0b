@NullMarked
package io.zkwire.spring.slice;

import org.jspecify.annotations.NullMarked;
