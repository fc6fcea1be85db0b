/** The command line zkw. */
@NullMarked
package io.zkwire.console.cli;

import org.jspecify.annotations.NullMarked;
