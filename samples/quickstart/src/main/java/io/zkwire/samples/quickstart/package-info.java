/**
 * The tour: starts ZooKeeper and three applications, changes things, and compares what they show.
 */
@NullMarked
package io.zkwire.samples.quickstart;

import org.jspecify.annotations.NullMarked;
