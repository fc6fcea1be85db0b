package io.zkwire.samples.shop;

import io.zkwire.annotation.LeaderOnly;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Each instance has the timer; one of them does the work. */
@Component
class StockTaking {

  private final AtomicInteger runs = new AtomicInteger();

  @Scheduled(fixedDelay = 100)
  @LeaderOnly("stock-taking")
  void count() {
    runs.incrementAndGet();
  }

  int runs() {
    return runs.get();
  }
}
