/** Progress of tasks: workers that report, and boards that show them. */
@NullMarked
package io.zkwire.runtime.progress;

import org.jspecify.annotations.NullMarked;
