/** Applications on Spring Boot of which the rows P1 and P2 tell what ZooKeeper costs them. */
@NullMarked
package io.zkwire.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
