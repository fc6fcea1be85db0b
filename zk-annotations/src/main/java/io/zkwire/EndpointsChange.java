package io.zkwire;

import java.util.List;

/**
 * What has changed in a domain since a listener was last told. Immutable.
 *
 * <pre>{@code
 * @OnEndpointsChange("prices")
 * void changed(EndpointsChange change) {
 *   System.out.println("come " + change.added() + ", gone " + change.removed());
 * }
 * }</pre>
 *
 * @param domain the domain
 * @param added the endpoints that have come
 * @param removed the endpoints that have gone, as they last were
 * @param changed the endpoints that are still there and are other than they were, as they are now
 * @param now all endpoints after the change, sorted by their ids
 */
public record EndpointsChange(
    String domain,
    List<Endpoint> added,
    List<Endpoint> removed,
    List<Endpoint> changed,
    List<Endpoint> now) {

  /** Copies the lists. */
  public EndpointsChange {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
    now = List.copyOf(now);
  }
}
