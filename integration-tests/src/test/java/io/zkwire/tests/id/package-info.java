/** Behaviour of global IDs, and the rules that keep them unique. */
@NullMarked
package io.zkwire.tests.id;

import org.jspecify.annotations.NullMarked;
