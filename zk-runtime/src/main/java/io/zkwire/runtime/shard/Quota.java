package io.zkwire.runtime.shard;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How many shards a process may have, and which ones it would rather have. Every member computes
 * the same from the same members, and nobody has to be asked: the sum of all is the number of
 * shards. Who comes makes nobody's quota larger, who goes makes nobody's smaller, so that a shard
 * changes hands only where it must.
 */
final class Quota {

  private Quota() {}

  /**
   * How many shards some of the members may have together.
   *
   * @param group the group
   * @param members the ids of all who take part
   * @param own the ids of those who are asked for
   * @param shards how many shards there are
   */
  static int of(String group, Collection<String> members, Set<String> own, int shards) {
    if (members.isEmpty()) {
      return 0;
    }
    List<String> ranked = members.stream().sorted(ranking(group)).toList();
    int least = shards / ranked.size();
    int oneMore = shards % ranked.size();
    int quota = 0;
    for (int i = 0; i < ranked.size(); i++) {
      if (own.contains(ranked.get(i))) {
        quota += least + (i < oneMore ? 1 : 0);
      }
    }
    return quota;
  }

  /** Those who come first have one more: others in each group. */
  private static Comparator<String> ranking(String group) {
    return Comparator.<String>comparingLong(id -> hash(group + '/' + id))
        .thenComparing(Comparator.naturalOrder());
  }

  /**
   * The order in which a member would like to have shards, another one for each member: those who
   * look for shards at the same time seldom meet, and who comes back finds its old ones.
   *
   * @param member the id of the member
   * @param shards the shards
   * @return the same, the best first
   */
  static List<Integer> preferred(String member, Collection<Integer> shards) {
    return shards.stream()
        .sorted(
            Comparator.<Integer>comparingLong(number -> hash(member + '#' + number))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** FNV-1a, and a finish that lets each bit count. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }
}
