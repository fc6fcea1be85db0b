/** Progress of tasks, whatever carries it. */
package io.zkwire.tests.progress;
