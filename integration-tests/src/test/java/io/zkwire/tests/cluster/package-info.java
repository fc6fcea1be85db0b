/** Members of groups. */
package io.zkwire.tests.cluster;
