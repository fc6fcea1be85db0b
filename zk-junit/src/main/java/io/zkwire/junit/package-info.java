/**
 * ZooKeeper for JUnit Jupiter tests: a server or an ensemble in this JVM, clients that each have a
 * link of their own, and the faults that a distributed system must survive. Start at {@link
 * io.zkwire.junit.ZkTest}. Works on Jupiter 5.10 and later, 6 included.
 */
@NullMarked
package io.zkwire.junit;

import org.jspecify.annotations.NullMarked;
