/** Members of groups against their peers: rows M1 to M3. */
@NullMarked
package io.zkwire.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
