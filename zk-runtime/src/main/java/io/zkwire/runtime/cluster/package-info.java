/** Members of groups: who is there, how they are, and who shall not work. */
@NullMarked
package io.zkwire.runtime.cluster;

import org.jspecify.annotations.NullMarked;
