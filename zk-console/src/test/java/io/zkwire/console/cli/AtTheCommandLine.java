package io.zkwire.console.cli;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zkwire.ConsumerOptions;
import io.zkwire.Registration;
import io.zkwire.WorkQueue;
import io.zkwire.console.demo.Shop;
import io.zkwire.runtime.ZkWire;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The command line against a server of its own, with the demonstration's classes. */
abstract class AtTheCommandLine {

  static final ObjectMapper JSON = new ObjectMapper();
  static ZkWire zk;

  record Result(int code, String out, String err) {
    JsonNode json() throws Exception {
      return JSON.readTree(out);
    }
  }

  @BeforeAll
  static void start() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40)); // a busy machine
    zk = ZkWire.builder().embedded().property("shop", "shop-1").start();
    zk.create(Shop.class);
    await()
        .until(
            () ->
                !zk.curator().getChildren().forPath("/zkwire/manifests").isEmpty()
                    && new String(zk.curator().getData().forPath("/zkwire/instances/" + zk.id()))
                        .contains("versions"));
  }

  @AfterAll
  static void stop() {
    zk.close();
  }

  static Result zkw(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(Arrays.asList(args));
    boolean offline = args.length > 0 && (args[0].equals("completion") || args[0].startsWith("-"));
    if (!offline) {
      all.addAll(List.of("--connect", zk.connectString(), "--as", "ada"));
    }
    int code =
        Zkw.run(new PrintWriter(out), new PrintWriter(err, true), all.toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }

  /** Puts items into a queue, of which each fails. */
  static void park(WorkQueue<String> queue, String... items) {
    Registration consumer =
        queue.consume(
            ConsumerOptions.defaults().retries(0),
            (item, delivery) -> {
              throw new IllegalStateException("cannot do " + item);
            });
    List.of(items).forEach(queue::put);
    await().until(() -> queue.parked().size() == items.length);
    consumer.close();
  }
}
