package io.zkwire.runtime.endpoint;

import io.zkwire.Backend;
import io.zkwire.EndpointPicker;
import java.util.List;

/**
 * A choice in proportion to weights in constant time: Walker's alias method, its table made as by
 * Vose, "A linear algorithm for generating random numbers with a given distribution", 1991.
 * Immutable.
 */
final class AliasTable implements EndpointPicker {

  private final long[] threshold; // of 2^32
  private final int[] alias;

  AliasTable(List<? extends Backend> backends) {
    int count = backends.size();
    threshold = new long[count];
    alias = new int[count];
    long sum = backends.stream().mapToLong(b -> b.endpoint().weight()).sum();
    double[] scaled = new double[count];
    int[] small = new int[count];
    int[] large = new int[count];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < count; i++) {
      scaled[i] = sum == 0 ? 1 : (double) backends.get(i).endpoint().weight() * count / sum;
      if (scaled[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int less = small[--smalls];
      int more = large[larges - 1];
      threshold[less] = (long) (scaled[less] * (1L << 32));
      alias[less] = more;
      scaled[more] -= 1 - scaled[less];
      if (scaled[more] < 1) {
        larges--;
        small[smalls++] = more;
      }
    }
    while (larges > 0) {
      whole(large[--larges]);
    }
    while (smalls > 0) {
      whole(small[--smalls]);
    }
  }

  private void whole(int index) {
    threshold[index] = 1L << 32;
    alias[index] = index;
  }

  @Override
  public int pick(long hash) {
    int index = Hashes.below(alias.length, hash);
    return (hash & 0xffff_ffffL) < threshold[index] ? index : alias[index];
  }
}
