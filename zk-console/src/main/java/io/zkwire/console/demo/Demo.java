package io.zkwire.console.demo;

import io.zkwire.ConsumerOptions;
import io.zkwire.EndpointOffer;
import io.zkwire.Progress;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server inside this JVM, with three shops, a leader, an import, a queue and some values. */
public final class Demo implements AutoCloseable {

  private static final int SHOPS = 3;
  private static final long ROWS = 5_000;

  private final ZkWire zk;
  private final List<ZkWire> others = new ArrayList<>();
  private final List<Shop> shops = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread worker;

  private Demo(ZkWire zk) {
    this.zk = zk;
    this.worker = new Thread(this::work, "zkwire-demo");
    this.worker.setDaemon(true);
  }

  /** Starts it. */
  public static Demo start() {
    Demo demo = new Demo(ZkWire.builder().embedded().author("demo").start());
    demo.fill();
    demo.worker.start();
    return demo;
  }

  /** Its connection. */
  public ZkWire zk() {
    return zk;
  }

  private void fill() {
    zk.config().publish("shop/refresh", "2m");
    zk.config().publish("shop/refresh", "90s");
    zk.config().publish("shop/mode", "OPEN");
    zk.config().publish("shop/prices", new Shop.Prices(5, "EUR", List.of(10, 50, 250)));
    zk.config().publish("shop/api-key", "demo-key-which-nobody-sees");
    zk.config().publish("mail/from", "shop@example.org");
    zk.config().publish("mail/retries", "3");
    for (int i = 1; i <= SHOPS; i++) {
      ZkWire other =
          ZkWire.builder()
              .connect(zk.connectString())
              .property("shop", "shop-" + i)
              .author("demo")
              .start();
      others.add(other);
      shops.add(other.create(Shop.class));
      other.leadership("nightly-report");
    }
    zk.endpointStore().add("legacy-stock", "192.168.7.20:9001");
    zk.endpointStore().add("legacy-stock", "192.168.7.21:9001");
    zk.registrations()
        .register("search", EndpointOffer.at("127.0.0.1", 9200).withZone("south").withWeight(3));
    zk.ids("order").nextLong();
    zk.ids("invoice").nextLong();
    var mails = zk.queue("mails", String.class);
    mails.consume(
        ConsumerOptions.defaults().retries(0),
        (mail, delivery) -> {
          if (mail.contains("nobody")) {
            throw new IllegalArgumentException("there is no such address");
          }
        });
    mails.put("ada@example.org");
    mails.put("nobody@example.org");
    zk.queue("thumbnails", String.class).put("cat.png");
  }

  /** Sells, imports and holds a lock for a while, again and again. */
  private void work() {
    try {
      Progress rows = zk.progress("import-stock", "north").total(ROWS);
      long done = 0;
      while (!end.await(1, TimeUnit.SECONDS)) {
        shops.forEach(Shop::sell);
        done += 37;
        if (done >= ROWS) {
          rows.done();
          rows = zk.progress("import-stock", "north").total(ROWS);
          done = 0;
        }
        rows.reached(done).message("row " + done);
        var lock =
            others
                .get((int) (done % SHOPS))
                .locks()
                .exclusive("stock")
                .tryAcquire(Duration.ofMillis(200));
        if (lock.isPresent()) {
          end.await(700, TimeUnit.MILLISECONDS);
          lock.get().close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  @Override
  public void close() {
    end.countDown();
    worker.interrupt();
    others.forEach(ZkWire::close);
    zk.close();
  }
}
