@NullMarked
package io.zkwire.spring.restarted;

import org.jspecify.annotations.NullMarked;
