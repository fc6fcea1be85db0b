/**
 * The handles, small values and exceptions that application code names. Everything here is an
 * interface, a record, an enum, an exception or an immutable value: the work is done by {@code
 * zk-runtime}.
 */
@NullMarked
package io.zkwire;

import org.jspecify.annotations.NullMarked;
