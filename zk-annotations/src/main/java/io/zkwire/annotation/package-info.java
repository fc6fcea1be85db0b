/** The annotations: what a class wants from ZooKeeper. */
@NullMarked
package io.zkwire.annotation;

import org.jspecify.annotations.NullMarked;
