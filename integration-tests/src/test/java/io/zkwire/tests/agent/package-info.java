/** The agent: as a carrier of annotated classes, and in programs that know nothing of zkwire. */
package io.zkwire.tests.agent;
