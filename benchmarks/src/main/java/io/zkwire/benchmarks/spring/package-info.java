/** What ZooKeeper costs an application on Spring Boot: rows P1 and P2. */
@NullMarked
package io.zkwire.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
