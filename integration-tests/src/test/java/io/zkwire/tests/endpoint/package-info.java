/** Behaviour of endpoints. */
package io.zkwire.tests.endpoint;
