/** An application that the build weaves. */
@NullMarked
package io.zkwire.spring.woven;

import org.jspecify.annotations.NullMarked;
