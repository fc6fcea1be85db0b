/** Configuration. */
package io.zkwire.tests.config;
