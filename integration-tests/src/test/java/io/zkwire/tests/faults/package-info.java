/**
 * The fault harness: real servers and workers in JVMs of their own, faults, and the proof from the
 * workers' logs that nobody worked at the same time. {@code faults.sh} runs it; FAULTS.md beside it
 * explains it.
 */
package io.zkwire.tests.faults;
