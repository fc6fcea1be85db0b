/** Behaviour tests of every feature, and tests of the packaged jars. */
package io.zkwire.tests;
