/** The demonstration: a server and a few annotated classes. */
@NullMarked
package io.zkwire.console.demo;

import org.jspecify.annotations.NullMarked;
