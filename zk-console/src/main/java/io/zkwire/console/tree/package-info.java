/** ZooKeeper's nodes as the console sees them: read in batches, or kept by watches. */
@NullMarked
package io.zkwire.console.tree;

import org.jspecify.annotations.NullMarked;
