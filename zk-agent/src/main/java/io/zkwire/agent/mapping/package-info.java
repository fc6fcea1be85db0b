/**
 * What {@code zkwire.yaml} says: read, checked, and told with line and reason where it is wrong.
 */
@NullMarked
package io.zkwire.agent.mapping;

import org.jspecify.annotations.NullMarked;
