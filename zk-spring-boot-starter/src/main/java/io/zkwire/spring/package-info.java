/**
 * zkwire in Spring Boot: a {@link io.zkwire.runtime.ZkWire} as a bean, and beans bound by their
 * generated bindings.
 */
@NullMarked
package io.zkwire.spring;

import org.jspecify.annotations.NullMarked;
