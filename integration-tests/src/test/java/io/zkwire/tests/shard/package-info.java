/** Divided work. */
package io.zkwire.tests.shard;
