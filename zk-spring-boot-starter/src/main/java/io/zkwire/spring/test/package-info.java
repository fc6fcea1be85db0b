/** Tests of one slice of an application: its beans that zkwire binds, and nothing else. */
@NullMarked
package io.zkwire.spring.test;

import org.jspecify.annotations.NullMarked;
