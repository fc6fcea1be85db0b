@NullMarked
package io.zkwire.spring;

import org.jspecify.annotations.NullMarked;
