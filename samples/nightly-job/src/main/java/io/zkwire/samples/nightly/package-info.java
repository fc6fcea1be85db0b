/** A job that is done each night, by one process however many run it. */
@NullMarked
package io.zkwire.samples.nightly;

import org.jspecify.annotations.NullMarked;
