package io.zkwire;

import java.util.List;

/**
 * The static record of a domain as it stands in ZooKeeper. Immutable.
 *
 * <pre>{@code
 * EndpointRecord record = zk.endpointStore().read("prices");
 * System.out.println(record.addresses() + " at version " + record.version());
 * }</pre>
 *
 * @param domain the domain
 * @param addresses its entries as they are written, malformed ones too
 * @param version its version; {@link #ABSENT} if there is no node
 */
public record EndpointRecord(String domain, List<String> addresses, int version) {

  /** The version of a record that does not exist. */
  public static final int ABSENT = -1;

  /** Copies the list. */
  public EndpointRecord {
    addresses = List.copyOf(addresses);
  }
}
