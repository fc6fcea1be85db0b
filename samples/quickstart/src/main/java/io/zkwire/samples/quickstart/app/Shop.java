package io.zkwire.samples.quickstart.app;

import io.zkwire.Call;
import io.zkwire.Endpoints;
import io.zkwire.EndpointsChange;
import io.zkwire.annotation.Balance;
import io.zkwire.annotation.Discover;
import io.zkwire.annotation.OnEndpointsChange;
import io.zkwire.runtime.ZkWire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A client that asks for prices where that is quickest, and tells where its calls went:
 *
 * <pre>
 * endpoints 3              when there are other ones, and once at the start
 * went blue 120            one for each backend, then "told": the answer to "call 300"
 * </pre>
 */
public final class Shop {

  private static final int THREADS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Discover(value = "prices", balance = Balance.LEAST_RESPONSE_TIME, ejectAfter = 1)
  private Endpoints prices;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  @OnEndpointsChange("prices")
  void changed(EndpointsChange change) {
    System.out.println("endpoints " + change.now().size());
  }

  /**
   * Runs until the input ends.
   *
   * @param args where ZooKeeper is
   * @throws Exception if the input cannot be read
   */
  public static void main(String[] args) throws Exception {
    try (ZkWire zk =
        ZkWire.builder().connect(args[0]).sessionTimeout(Duration.ofSeconds(4)).start()) {
      Shop shop = zk.create(Shop.class);
      System.out.println("endpoints " + shop.prices.list().size());
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        shop.call(Integer.parseInt(line.substring("call ".length())))
            .forEach((backend, count) -> System.out.println("went " + backend + " " + count));
        System.out.println("told");
      }
    }
  }

  private Map<String, Integer> call(int calls) throws InterruptedException {
    Map<String, Integer> went = new ConcurrentSkipListMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < calls; i++) {
      threads.execute(() -> went.merge(ask(), 1, Integer::sum));
    }
    threads.shutdown();
    threads.awaitTermination(1, TimeUnit.MINUTES);
    return new TreeMap<>(went);
  }

  /** Who has answered; nobody if the call failed. */
  private String ask() {
    try (Call call = prices.call()) {
      URI uri = URI.create("http://" + call.endpoint().address() + "/");
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
      String name = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      call.ok(); // whatever throws before counts as a failure of the endpoint
      return name;
    } catch (IOException e) {
      return "nobody";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "nobody";
    }
  }
}
