package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which keys have to do with a prefix of properties. */
class PropertyPrefixTest {

  private final PropertyPrefix prefix = PropertyPrefix.of("my.shop-hours");

  @Test
  void keysAtBelowAndAboveItHoweverTheyAreWritten() {
    assertThat(prefix.concerns("my.shop-hours")).isTrue();
    assertThat(prefix.concerns("my.shopHours.opens")).isTrue();
    assertThat(prefix.concerns("my")).as("an object may have the rest in it").isTrue();
    assertThat(prefix.concerns("my.shop")).isFalse();
    assertThat(prefix.concerns("my.shop-hours-too")).isFalse();
  }

  @Test
  void whatIsReadTogetherBeginsWithThePrefix() {
    assertThat(prefix.root("my/shop-hours/opens", "")).isEqualTo("my/shop-hours");
    assertThat(prefix.root("my/shopHours/days/first", "")).isEqualTo("my/shopHours");
    assertThat(prefix.root("blue/my/shop-hours/opens", "blue")).isEqualTo("blue/my/shop-hours");
    assertThat(prefix.root("my.shop-hours/opens", "")).isEqualTo("my.shop-hours");
    assertThat(prefix.root("my/shop-hours", "")).isEqualTo("my/shop-hours");
    assertThat(prefix.root("my", "")).isEqualTo("my");
  }
}
