/** Tests of the packaged jars, of their directions, and of the documentation. */
package io.zkwire.tests.packaging;
