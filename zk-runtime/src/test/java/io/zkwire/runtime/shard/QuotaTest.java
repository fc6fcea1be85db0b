package io.zkwire.runtime.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotaTest {

  private static int quota(Set<String> members, String one, int shards) {
    return Quota.of("group", members, Set.of(one), shards);
  }

  /** Members come and go at random; nobody who stays gains by the one or loses by the other. */
  @Test
  void allShardsAreSharedAndNothingMovesThatNeedNot() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      int shards = 1 + random.nextInt(200);
      Set<String> members = new TreeSet<>();
      IntStream.range(0, 1 + random.nextInt(40))
          .forEach(i -> members.add("m" + random.nextInt(1_000)));
      assertThat(members.stream().mapToInt(m -> quota(members, m, shards)).sum()).isEqualTo(shards);
      int least = members.stream().mapToInt(m -> quota(members, m, shards)).min().orElseThrow();
      int most = members.stream().mapToInt(m -> quota(members, m, shards)).max().orElseThrow();
      assertThat(most - least).isLessThanOrEqualTo(1);

      Set<String> more = new TreeSet<>(members);
      more.add("new" + round);
      for (String member : members) {
        assertThat(quota(more, member, shards))
            .as("%s of %s shards with %s", member, shards, more)
            .isLessThanOrEqualTo(quota(members, member, shards));
      }
    }
  }

  @Test
  void severalMembersOfOneProcessHaveTheSumOfTheirs() {
    Set<String> members = Set.of("a", "b", "c");
    assertThat(Quota.of("group", members, Set.of("a", "b"), 10))
        .isEqualTo(quota(members, "a", 10) + quota(members, "b", 10));
    assertThat(Quota.of("group", members, Set.of(), 10)).isZero();
    assertThat(Quota.of("group", Set.of(), Set.of("a"), 10)).isZero();
  }

  @Test
  void eachMemberLooksInAnOrderOfItsOwn() {
    List<Integer> shards = IntStream.range(0, 20).boxed().toList();
    assertThat(Quota.preferred("a", shards))
        .containsExactlyInAnyOrderElementsOf(shards)
        .isEqualTo(Quota.preferred("a", shards))
        .isNotEqualTo(Quota.preferred("b", shards));
  }
}
