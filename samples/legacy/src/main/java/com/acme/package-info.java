/** A program of long ago. It knows nothing of zkwire, and nobody dares to touch it. */
@NullMarked
package com.acme;

import org.jspecify.annotations.NullMarked;
