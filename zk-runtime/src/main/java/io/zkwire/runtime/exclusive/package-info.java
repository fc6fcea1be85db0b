/**
 * What everything exclusive stands on: the lease of this process, the lines of those who stand for
 * a name, and the account of those who left them. The rules are numbered in docs/safety.md.
 */
@NullMarked
package io.zkwire.runtime.exclusive;

import org.jspecify.annotations.NullMarked;
