package io.zkwire.runtime.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ItemNameTest {

  @Test
  void namesAreRead() {
    assertThat(ItemName.parse(5, "i0000000017")).isEqualTo(new ItemName(5, "i0000000017", 0, 17));
    assertThat(ItemName.parse(5, "i-0000000017"))
        .isEqualTo(new ItemName(5, "i-0000000017", 0, -17));
    assertThat(ItemName.parse(0, "dz1-0000000003"))
        .isEqualTo(new ItemName(0, "dz1-0000000003", 35 * 36 + 1, 3));
    assertThat(ItemName.parse(0, "dz1--2147483648"))
        .isEqualTo(new ItemName(0, "dz1--2147483648", 35 * 36 + 1, Integer.MIN_VALUE));
    assertThat(ItemName.parse(9, ItemName.prefix(1_900_000_000_000L) + "2147483647"))
        .extracting(ItemName::due, ItemName::sequence)
        .containsExactly(1_900_000_000_000L, Integer.MAX_VALUE);
  }

  @Test
  void whatIsNoItemIsNone() {
    for (String node :
        List.of(
            "",
            "i",
            "i000000001",
            "i00000000001",
            "i--0000000001",
            "i9999999999",
            "i000000000x",
            "0000000001",
            "x0000000001",
            "d0000000001",
            "d-0000000001",
            "d--0000000001",
            "dA-0000000001",
            "d!-0000000001",
            "d0123456789a-0000000001",
            "dz-9999999999",
            "elsewhere")) {
      assertThat(ItemName.parse(0, node)).as(node).isNull();
    }
  }

  @Test
  void olderOnesComeFirstAlsoWhereTheNumbersWrap() {
    List<ItemName> names =
        Stream.of("i-2147483647", "i2147483647", "i-2147483648")
            .map(node -> Objects.requireNonNull(ItemName.parse(0, node)))
            .toList();
    assertThat(ItemName.byAge(names).stream().map(ItemName::node))
        .containsExactly("i2147483647", "i-2147483648", "i-2147483647");
  }
}
