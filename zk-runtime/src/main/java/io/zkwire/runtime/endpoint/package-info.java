/**
 * Endpoints of domains: what this process offers, what it finds, and how it chooses. Knows the
 * nodes of Curator's x-discovery and of Spring Cloud Zookeeper by their form alone.
 */
@NullMarked
package io.zkwire.runtime.endpoint;

import org.jspecify.annotations.NullMarked;
