/** Behaviour of leaderships, locks and permits, and the rules that keep them safe. */
@NullMarked
package io.zkwire.tests.exclusive;

import org.jspecify.annotations.NullMarked;
