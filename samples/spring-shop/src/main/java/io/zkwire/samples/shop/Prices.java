package io.zkwire.samples.shop;

import io.zkwire.annotation.ZkConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What follows ZooKeeper while the shop runs, and what was read there at its start. */
@Component
class Prices {

  /**
   * A rebate.
   *
   * @param percent how much
   * @param reason why
   */
  record Rebate(int percent, String reason) {}

  private final String town;

  @ZkConfig("shop/rebate")
  private volatile Rebate rebate = new Rebate(0, "none");

  Prices(@Value("${shop.town:nowhere}") String town) {
    this.town = town;
  }

  String town() {
    return town;
  }

  Rebate rebate() {
    return rebate;
  }
}
