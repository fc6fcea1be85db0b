package io.zkwire.runtime.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BlockSizesTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** At any rate there is about one block a second, once the size has grown to it. */
  @Test
  void aBlockLastsAboutASecondAtAnyRate() {
    for (double perSecond : new double[] {1_000, 50_000, 3e6, 400e6}) {
      BlockSizes sizes = new BlockSizes();
      long now = 5 * SECOND;
      long size = next(sizes, now);
      int blocks = 0;
      while (now < 20 * SECOND) {
        now += (long) (size / perSecond * SECOND);
        size = next(sizes, now);
        blocks++;
      }
      assertThat(blocks).isBetween(13, 30);
      assertThat((double) size).isBetween(0.9 * perSecond, 1.1 * perSecond);
    }
  }

  @Test
  void growsByNoMoreThanEightTimesAndShrinksAtOnce() {
    BlockSizes sizes = new BlockSizes();
    assertThat(next(sizes, 1)).isEqualTo(BlockSizes.LEAST);
    assertThat(next(sizes, 2)).isEqualTo(8 * BlockSizes.LEAST);
    assertThat(next(sizes, 2)).isEqualTo(64 * BlockSizes.LEAST);
    assertThat(next(sizes, 3_600 * SECOND)).isEqualTo(BlockSizes.LEAST);
  }

  /** However often a block is asked for in vain. */
  @Test
  void whatIsNotHadIsNotTakenForUsed() {
    BlockSizes sizes = new BlockSizes();
    next(sizes, 1);
    for (int i = 2; i < 1_000; i++) {
      assertThat(sizes.next(i)).isEqualTo(8 * BlockSizes.LEAST);
    }
    assertThat(sizes.next(3_600 * SECOND)).isEqualTo(BlockSizes.LEAST);
  }

  private static long next(BlockSizes sizes, long now) {
    long size = sizes.next(now);
    sizes.had(size, now);
    return size;
  }
}
