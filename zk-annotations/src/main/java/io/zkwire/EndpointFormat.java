package io.zkwire;

/**
 * How the node of an endpoint is written. Whatever a node says, all are read.
 *
 * <pre>{@code
 * @ServiceEndpoint(domain = "prices", port = "8080", format = EndpointFormat.SPRING)
 * class PriceServer {}
 * }</pre>
 */
public enum EndpointFormat {
  /**
   * Without a payload. Every client of Curator's x-discovery reads it, whatever its payload is, and
   * so does Spring Cloud Zookeeper; they do not see zone, weight, tags and metadata.
   */
  PLAIN,

  /**
   * With the payload of Spring Cloud Zookeeper: its applications see zone, weight, tags and
   * metadata too. A client of x-discovery that has no Spring Cloud on its class path cannot read
   * it, since the format makes it load the payload's class.
   */
  SPRING
}
