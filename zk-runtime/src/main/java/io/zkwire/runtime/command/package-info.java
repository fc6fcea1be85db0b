/** Commands: who sends them, and who carries them out. */
@NullMarked
package io.zkwire.runtime.command;

import org.jspecify.annotations.NullMarked;
