package io.zkwire.runtime.endpoint;

import io.zkwire.Endpoint;
import io.zkwire.EndpointsChange;
import io.zkwire.runtime.session.Mailbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One who is told of changes. Changes that come while it has not yet been called are told as one.
 * Thread-safe.
 */
final class ChangeListener {

  /** Calls the application. */
  @FunctionalInterface
  interface Call {
    void call(EndpointsChange change) throws Throwable;
  }

  private final Balancer balancer;
  private final Mailbox mailbox;
  private final String name;
  private final Call call;
  private @Nullable List<Endpoint> from;

  ChangeListener(Balancer balancer, Mailbox mailbox, String name, Call call) {
    this.balancer = balancer;
    this.mailbox = mailbox;
    this.name = name;
    this.call = call;
  }

  /** The list was another one before. */
  void announce(List<Endpoint> before) {
    synchronized (this) {
      if (from != null) {
        return;
      }
      from = before;
    }
    mailbox.post(name, this::tell);
  }

  private void tell() throws Throwable {
    List<Endpoint> before;
    List<Endpoint> now;
    synchronized (this) {
      before = from;
      from = null;
      now = balancer.known();
    }
    if (before != null && !before.equals(now)) {
      call.call(difference(balancer.domain(), before, now));
    }
  }

  static EndpointsChange difference(String domain, List<Endpoint> before, List<Endpoint> now) {
    Map<String, Endpoint> old = new HashMap<>();
    before.forEach(endpoint -> old.put(endpoint.id(), endpoint));
    List<Endpoint> added = new ArrayList<>();
    List<Endpoint> changed = new ArrayList<>();
    for (Endpoint endpoint : now) {
      Endpoint was = old.remove(endpoint.id());
      if (was == null) {
        added.add(endpoint);
      } else if (!was.equals(endpoint)) {
        changed.add(endpoint);
      }
    }
    List<Endpoint> removed = before.stream().filter(e -> old.containsKey(e.id())).toList();
    return new EndpointsChange(domain, added, removed, changed, now);
  }
}
