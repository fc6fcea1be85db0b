package io.zkwire.runtime.barrier;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes of parties that wait no longer: deleted, and where the connection was lost meanwhile
 * deleted when it is back, since until then others would count who has gone. Thread-safe.
 */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final long AGAIN_MILLIS = 200;

  private final Session session;
  private final Set<Place> lost = ConcurrentHashMap.newKeySet();
  private final Set<Party> standing = ConcurrentHashMap.newKeySet();

  Leftovers(Session session) {
    this.session = session;
  }

  /** Where a party may stand: under which generation, and what its nodes have in their names. */
  private record Place(String generation, String uuid) {}

  /** A party has a node. */
  void stands(Party party) {
    standing.add(party);
  }

  /** A party has deleted its nodes, or is about to. */
  void ends(Party party) {
    standing.remove(party);
  }

  /** The session goes on without this process's parties, those inside too. */
  void closing() {
    standing.forEach(Party::end);
  }

  /** Deletes nodes that stand. */
  void delete(String generation, String uuid, List<String> nodes) {
    Requests requests = session.requests();
    List<Op> ops = nodes.stream().map(node -> requests.delete(generation + "/" + node)).toList();
    if (!ops.isEmpty()) {
      Place place = new Place(generation, uuid);
      requests.multi(ops).whenComplete((done, e) -> deleted(place, ops.size(), e));
    }
  }

  private void deleted(Place place, int nodes, @Nullable Throwable e) {
    if (e == null) {
      lost.remove(place);
    } else if (Failures.connectionLost(e)) {
      lost.add(place);
      session.later(() -> again(place), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    } else if (nodes > 1
        && Failures.unwrap(e) instanceof MultiFailed multi
        && multi.reason().code() == Code.NONODE) {
      sweep(place); // the others stand
    } else {
      lost.remove(place);
      LOG.debug("{} leaves nodes in {}", session.label(), place.generation(), e);
    }
  }

  /** Where the connection was quicker than the failure, nobody else says it again. */
  private void again(Place place) {
    if (lost.contains(place)) {
      sweep(place);
    }
  }

  /** Deletes whatever stands of a party. */
  void sweep(String generation, String uuid) {
    Place place = new Place(generation, uuid);
    lost.add(place);
    sweep(place);
  }

  private void sweep(Place place) {
    session
        .requests()
        .children(place.generation())
        .whenComplete((listing, e) -> seen(place, listing, e));
  }

  private void seen(Place place, @Nullable Listing listing, @Nullable Throwable e) {
    List<String> own =
        listing == null
            ? List.of()
            : listing.names().stream().filter(each -> each.contains(place.uuid())).toList();
    if (own.isEmpty()) {
      if (e == null || !Failures.connectionLost(e)) {
        lost.remove(place);
      }
    } else {
      delete(place.generation(), place.uuid(), own);
    }
  }

  /** Whether nodes may stand under a root of which nobody here knows any more. */
  boolean any(Root root) {
    String below = root.path() + "/";
    return lost.stream().anyMatch(place -> place.generation().startsWith(below));
  }

  /** The connection is there again. */
  void connected() {
    lost.forEach(this::sweep);
  }
}
