/** Live configuration against its peers: rows C1 to C5. */
@NullMarked
package io.zkwire.benchmarks.config;

import org.jspecify.annotations.NullMarked;
