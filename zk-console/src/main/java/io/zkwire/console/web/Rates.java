package io.zkwire.console.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How often an address may ask: buckets of tokens that fill up again. Thread-safe. */
final class Rates {

  private static final int MOST = 10_000;

  private final double most;
  private final double perNano;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Bucket {
    private double tokens;
    private long at;
  }

  /**
   * A limit.
   *
   * @param most how many requests at once
   * @param perSecond how many a second in the long run
   * @param nanos the clock
   */
  Rates(int most, double perSecond, LongSupplier nanos) {
    this.most = most;
    this.perNano = perSecond / 1e9;
    this.nanos = nanos;
  }

  /** Whether one more request is allowed now. */
  synchronized boolean allow(String address) {
    long now = nanos.getAsLong();
    Bucket bucket = buckets.get(address);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.tokens = most;
      buckets.put(address, bucket);
      if (buckets.size() > MOST) {
        buckets.remove(buckets.keySet().iterator().next());
      }
    } else {
      bucket.tokens = Math.min(most, bucket.tokens + (now - bucket.at) * perNano);
    }
    bucket.at = now;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }
}
