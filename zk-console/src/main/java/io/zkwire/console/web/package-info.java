/** The web console: a servlet, and a server for it. */
@NullMarked
package io.zkwire.console.web;

import org.jspecify.annotations.NullMarked;
