package io.zkwire.runtime.endpoint;

import io.zkwire.Backend;
import io.zkwire.EndpointPicker;
import java.util.Arrays;
import java.util.List;

/**
 * Consistent hashing by a table, after Eisenbud et al., "Maglev: A Fast and Reliable Software
 * Network Load Balancer", NSDI 2016, section 3.4. Choosing is one look into the table; each
 * endpoint has the same number of places, give or take one. The table depends on the ids alone.
 * Immutable.
 */
final class Maglev implements EndpointPicker {

  /** Primes. A table has at least a hundred places for each endpoint, up to the largest. */
  private static final int[] SIZES = {1_021, 8_191, 65_537, 655_373};

  private final int[] table;

  Maglev(List<? extends Backend> backends) {
    this.table = table(backends);
  }

  private static int[] table(List<? extends Backend> backends) {
    int count = backends.size();
    int size = size(count);
    int[] table = new int[size];
    Arrays.fill(table, -1);
    int[] next = new int[count];
    int[] skip = new int[count];
    for (int i = 0; i < count; i++) {
      long hash = Hashes.of(backends.get(i).endpoint().id());
      next[i] = Hashes.below(size, hash);
      skip[i] = 1 + Hashes.below(size - 1, Hashes.mix(hash + 1));
    }
    int filled = 0;
    while (true) {
      for (int i = 0; i < count; i++) {
        int place = next[i];
        while (table[place] >= 0) {
          place = step(place, skip[i], size);
        }
        table[place] = i;
        next[i] = step(place, skip[i], size);
        if (++filled == size) {
          return table;
        }
      }
    }
  }

  private static int step(int place, int skip, int size) {
    int next = place + skip;
    return next >= size ? next - size : next;
  }

  private static int size(int count) {
    for (int size : SIZES) {
      if (size >= 100L * count) {
        return size;
      }
    }
    return SIZES[SIZES.length - 1];
  }

  @Override
  public int pick(long hash) {
    return table[Hashes.below(table.length, hash)];
  }
}
