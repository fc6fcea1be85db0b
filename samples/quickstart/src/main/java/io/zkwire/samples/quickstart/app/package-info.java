/** The application of the tour, as a user of zkwire would write it. */
@NullMarked
package io.zkwire.samples.quickstart.app;

import org.jspecify.annotations.NullMarked;
