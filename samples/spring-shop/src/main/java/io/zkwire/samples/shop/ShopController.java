package io.zkwire.samples.shop;

import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The shop by HTTP. */
@RestController
class ShopController {

  /**
   * How an instance is.
   *
   * @param town read at the start
   * @param rebate followed since
   * @param stock pieces
   * @param stockTakings how often this instance has counted
   * @param members all instances
   * @param ports where they listen
   */
  record Shop(
      String town,
      Prices.Rebate rebate,
      int stock,
      int stockTakings,
      List<String> members,
      List<Integer> ports) {}

  private final Prices prices;
  private final StockTaking stockTaking;
  private final Instance instance;
  private final ZkWire zk;

  ShopController(Prices prices, StockTaking stockTaking, Instance instance, ZkWire zk) {
    this.prices = prices;
    this.stockTaking = stockTaking;
    this.instance = instance;
    this.zk = zk;
  }

  @GetMapping("/")
  Shop shop() {
    return new Shop(
        prices.town(),
        prices.rebate(),
        instance.stock(),
        stockTaking.runs(),
        instance.members(),
        instance.ports());
  }

  @PostMapping("/orders")
  Map<String, Long> order() {
    return Map.of("order", instance.order());
  }

  /** Restocks all instances, and returns what became of it. */
  @PostMapping("/restock")
  Map<String, String> restock(@RequestParam int pieces) {
    try (var shops = zk.commands("shops")) {
      Map<String, String> out = new TreeMap<>();
      shops
          .toAll()
          .send("restock", pieces)
          .await()
          .forEach((id, ack) -> out.put(id, ack.state().name()));
      return out;
    }
  }
}
