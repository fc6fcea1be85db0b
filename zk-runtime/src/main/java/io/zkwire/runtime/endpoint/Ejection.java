package io.zkwire.runtime.endpoint;

import io.zkwire.DiscoverOptions;
import io.zkwire.ErrorCode;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Leaves endpoints out at which calls fail, never more than the floor allows, and lets them come
 * back. Thread-safe.
 */
final class Ejection {

  private static final int LONGEST_FACTOR = 10;

  private final Session session;
  private final String domain;
  private final DiscoverOptions options;
  private final Runnable changed;
  private final List<BackendState> out = new ArrayList<>();
  private int total;

  Ejection(Session session, String domain, DiscoverOptions options, Runnable changed) {
    this.session = session;
    this.domain = domain;
    this.options = options;
    this.changed = changed;
  }

  /** So many endpoints there are now; those that are gone are no longer out. */
  synchronized void among(List<BackendState> present) {
    total = present.size();
    for (BackendState state : List.copyOf(out)) {
      if (!present.contains(state)) {
        back(state);
      }
    }
  }

  /** Those of some that are not left out. */
  synchronized List<BackendState> left(List<BackendState> all) {
    return out.isEmpty() ? all : all.stream().filter(state -> !state.ejected).toList();
  }

  /** So many calls in a row have failed at an endpoint. */
  void failed(BackendState state, int inARow) {
    if (options.ejectAfter() > 0 && inARow >= options.ejectAfter() && eject(state)) {
      session.metrics().count("zkwire.endpoints.ejected", 1);
      String message =
          ErrorCode.ENDPOINT_EJECTED.message(
              state.endpoint().address()
                  + " of '"
                  + domain
                  + "' is left out: "
                  + (inARow == Integer.MAX_VALUE ? "the call after its return" : inARow + " calls")
                  + " in a row failed there",
              "Look at it; it is tried again by itself");
      session
          .problems()
          .report(new Problem(ErrorCode.ENDPOINT_EJECTED, subject(state), message), null);
      changed.run();
    }
  }

  private synchronized boolean eject(BackendState state) {
    int keep = Math.max(1, (total * options.floor() + 99) / 100);
    if (state.ejected || total - out.size() - 1 < keep) {
      return false;
    }
    state.ejected = true;
    state.ejections = Math.min(LONGEST_FACTOR, state.ejections + 1);
    out.add(state);
    long millis = options.ejectFor().toMillis() * state.ejections;
    session.later(() -> returns(state), millis, TimeUnit.MILLISECONDS);
    return true;
  }

  private void returns(BackendState state) {
    synchronized (this) {
      if (!back(state)) {
        return;
      }
      state.probation();
    }
    changed.run();
  }

  private boolean back(BackendState state) {
    if (!out.remove(state)) {
      return false;
    }
    state.ejected = false;
    session.problems().clear(subject(state));
    return true;
  }

  /** It was well at its return: the next time counts as the first. */
  synchronized void forgive(BackendState state) {
    if (!state.ejected) {
      state.ejections = 0;
    }
  }

  /** Nothing is left out any more. */
  synchronized void close() {
    List.copyOf(out).forEach(this::back);
  }

  private String subject(BackendState state) {
    return "endpoint " + domain + " " + Names.printable(state.endpoint().address());
  }
}
