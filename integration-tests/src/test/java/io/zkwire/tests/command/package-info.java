/** Commands to members, whatever carries them. */
package io.zkwire.tests.command;
