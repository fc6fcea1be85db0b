/** ZooKeeper's own shell takes part in every scenario, as a program in another language would. */
@NullMarked
package io.zkwire.tests.zkcli;

import org.jspecify.annotations.NullMarked;
