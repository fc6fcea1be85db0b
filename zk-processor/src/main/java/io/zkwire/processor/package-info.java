/**
 * The annotation processor: reads what a class wants, validates it, and writes its binding and its
 * manifest. Only {@code ZkWireProcessor} is public; a feature is one line in {@code Features}.
 */
@NullMarked
package io.zkwire.processor;

import org.jspecify.annotations.NullMarked;
