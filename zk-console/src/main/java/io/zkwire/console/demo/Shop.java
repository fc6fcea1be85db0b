package io.zkwire.console.demo;

import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.HealthCheck;
import io.zkwire.annotation.MemberState;
import io.zkwire.annotation.OnCommand;
import io.zkwire.annotation.ServiceEndpoint;
import io.zkwire.annotation.ZkConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A shop of the demonstration: a member with configuration, state, a health check and commands. */
@ClusterMember(group = "shops", id = "${shop}", version = "1.4.2", every = "1s")
@ServiceEndpoint(domain = "shop-api", host = "127.0.0.1", port = "8080", zone = "north")
public class Shop {

  /** Whether a shop sells. */
  public enum Mode {
    /** It sells. */
    OPEN,
    /** It does not. */
    CLOSED,
    /** It sells what it has, and orders nothing. */
    CLEARANCE
  }

  /**
   * How prices are made.
   *
   * @param discount percent off
   * @param currency the currency
   * @param tiers from how many pieces on it is cheaper
   */
  public record Prices(int discount, String currency, List<Integer> tiers) {}

  private final AtomicInteger stock = new AtomicInteger(120);

  /** Whether customers may come in. */
  @ZkConfig("shop/open")
  private volatile boolean open = true;

  /** How often prices are fetched. */
  @ZkConfig("shop/refresh")
  private volatile Duration refresh = Duration.ofMinutes(5);

  /** What the shop does at present. */
  @ZkConfig("shop/mode")
  private volatile Mode mode = Mode.OPEN;

  /** How prices are made. */
  @ZkConfig("shop/prices")
  private volatile Prices prices = new Prices(0, "EUR", List.of(10, 100));

  /** The key to the payment service. */
  @ZkConfig(value = "shop/api-key", secret = true)
  private volatile String apiKey = "";

  private volatile boolean well = true;

  /** How many pieces are left. */
  @MemberState("stock")
  int stock() {
    return stock.get();
  }

  /** What it does. */
  @MemberState("mode")
  String mode() {
    return open ? mode.name() : "SHUT";
  }

  @HealthCheck(every = "1s")
  boolean healthy() {
    return well;
  }

  /**
   * Says hello.
   *
   * @param name to whom
   */
  @OnCommand("greet")
  String greet(String name) {
    return "Hello " + name;
  }

  /**
   * Takes in pieces.
   *
   * @param pieces how many
   */
  @OnCommand("restock")
  int restock(int pieces) {
    return stock.addAndGet(pieces);
  }

  /**
   * Makes the health check fail, or pass again.
   *
   * @param yes whether it passes
   */
  @OnCommand("feel-well")
  boolean feelWell(boolean yes) {
    well = yes;
    return yes;
  }

  /** Sells a piece. */
  void sell() {
    stock.updateAndGet(left -> left > 0 ? left - 1 : 120);
  }

  /** What it was told, as a text without secrets. */
  @Override
  public String toString() {
    return "every " + refresh + ", " + prices + (apiKey.isEmpty() ? ", no key" : ", a key");
  }
}
