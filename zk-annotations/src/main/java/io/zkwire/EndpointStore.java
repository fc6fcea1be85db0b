package io.zkwire;

import java.util.List;

/**
 * The static records of domains: {@code /services/<domain>} holding {@code ip:port,ip:port}, for
 * addresses that do not register themselves. Had from {@code zk.endpointStore()}. Every change is a
 * compare-and-set of the record as it was read, tried again when somebody else was quicker, so that
 * no change of another is lost. Thread-safe; calls block until ZooKeeper has answered, at most the
 * connect timeout each.
 *
 * <pre>{@code
 * zk.endpointStore().add("app1", "192.168.0.1:8080");
 * zk.endpointStore().change("app1", "192.168.0.1:8080", "192.168.0.9:8080");
 * }</pre>
 *
 * <p>All methods throw {@link ZkWireException}: ZK-NAME-01 if the domain is no allowed name,
 * ZK-ENDPOINT-22 if the record is not as the call expects it, ZK-ENDPOINT-23 if an address is none;
 * and {@link ZkAccessDeniedException} if the ACL of a node refuses it.
 */
public interface EndpointStore {

  /**
   * The domains that are there, with endpoints or without.
   *
   * @return their names, sorted
   */
  List<String> domains();

  /**
   * Reads a record.
   *
   * @param domain the domain
   * @return the record; without entries and {@link EndpointRecord#ABSENT} if there is none
   */
  EndpointRecord read(String domain);

  /**
   * Adds an address at the end; one that is there already is left as it is.
   *
   * @param domain the domain; its node is created if it is missing
   * @param address {@code host:port}
   * @return the record as it is now
   */
  EndpointRecord add(String domain, String address);

  /**
   * Puts an address in the place of another.
   *
   * @param domain the domain
   * @param from the address that stands there; refused if it does not
   * @param to {@code host:port}
   * @return the record as it is now
   */
  EndpointRecord change(String domain, String from, String to);

  /**
   * Removes an address; one that is not there is no error. The node stays.
   *
   * @param domain the domain
   * @param address the address as it stands there, even a malformed one
   * @return the record as it is now
   */
  EndpointRecord remove(String domain, String address);

  /**
   * Replaces a whole record if it still has the version that was read.
   *
   * @param domain the domain
   * @param addresses the entries
   * @param expected the version; {@link EndpointRecord#ABSENT} to create it
   * @return the record as it is now
   */
  EndpointRecord replace(String domain, List<String> addresses, int expected);
}
