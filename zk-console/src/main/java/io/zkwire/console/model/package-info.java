/**
 * What the nodes mean, and what operators do with them; used by the web and by the command line.
 */
@NullMarked
package io.zkwire.console.model;

import org.jspecify.annotations.NullMarked;
