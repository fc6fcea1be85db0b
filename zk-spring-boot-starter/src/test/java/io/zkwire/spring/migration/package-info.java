/** An application as it was with Spring Cloud Zookeeper, and after: the same tests. */
@NullMarked
package io.zkwire.spring.migration;

import org.jspecify.annotations.NullMarked;
