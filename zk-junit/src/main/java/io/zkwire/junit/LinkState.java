package io.zkwire.junit;

/** What a proxy does to all its connections now. Confined to the proxy's thread. */
final class LinkState {
  Cut cut = Cut.NONE;
  long delayNanos;
  final TokenBucket toServer = new TokenBucket();
  final TokenBucket toClient = new TokenBucket();

  void rate(long bytesPerSecond) {
    long now = System.nanoTime();
    toServer.rate(bytesPerSecond, now);
    toClient.rate(bytesPerSecond, now);
  }

  void clear() {
    cut = Cut.NONE;
    delayNanos = 0;
    rate(0);
  }
}
