/** Code as it was before it moved to zkwire, with the real libraries, and after: the same tests. */
@NullMarked
package io.zkwire.tests.migration;

import org.jspecify.annotations.NullMarked;
