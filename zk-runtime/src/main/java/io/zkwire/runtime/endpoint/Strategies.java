package io.zkwire.runtime.endpoint;

import io.zkwire.Backend;
import io.zkwire.EndpointPicker;
import io.zkwire.EndpointStrategy;
import io.zkwire.annotation.Balance;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The strategies that are there. All choose in constant time and allocate nothing. */
final class Strategies {

  private Strategies() {}

  /**
   * A strategy, for one handle.
   *
   * @param balance which one
   * @param self the hash of this process, for calls without a key
   */
  static EndpointStrategy of(Balance balance, long self) {
    return switch (balance) {
      case ROUND_ROBIN -> roundRobin();
      case RANDOM -> backends -> random(backends.size());
      case WEIGHTED -> AliasTable::new;
      case LEAST_IN_FLIGHT -> backends -> better(backends, false);
      case LEAST_RESPONSE_TIME -> backends -> better(backends, true);
      case CONSISTENT_HASH -> backends -> sticky(new Maglev(backends), self);
    };
  }

  /** Goes on where it was when the list changes, and does not begin at the first one everywhere. */
  private static EndpointStrategy roundRobin() {
    AtomicInteger turn = new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 20));
    return backends -> {
      int count = backends.size();
      return hash -> (turn.getAndIncrement() & Integer.MAX_VALUE) % count;
    };
  }

  private static EndpointPicker random(int count) {
    return hash -> Hashes.below(count, hash);
  }

  private static EndpointPicker sticky(Maglev table, long self) {
    int own = table.pick(self);
    return hash -> own;
  }

  /**
   * The better of two different random ones: Mitzenmacher, "The Power of Two Choices in Randomized
   * Load Balancing", 2001.
   */
  private static EndpointPicker better(List<? extends Backend> backends, boolean byTime) {
    Backend[] all = backends.toArray(Backend[]::new);
    int count = all.length;
    if (count == 1) {
      return hash -> 0;
    }
    return hash -> {
      int one = Hashes.below(count, hash);
      int other = Hashes.belowOfLower(count - 1, hash);
      other = other >= one ? other + 1 : other;
      return cost(all[other], byTime) < cost(all[one], byTime) ? other : one;
    };
  }

  /**
   * Of one of which nothing is known: the best while nobody is there, to find out; bad while
   * somebody is finding out.
   */
  private static double cost(Backend backend, boolean byTime) {
    int inFlight = backend.inFlight();
    if (!byTime) {
      return inFlight;
    }
    double nanos = backend.responseNanos();
    return nanos == 0 ? 1e9 * inFlight : nanos * (inFlight + 1);
  }
}
