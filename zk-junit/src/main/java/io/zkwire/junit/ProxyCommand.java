package io.zkwire.junit;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Something that the proxy's thread shall do; it is done once its effect on the sockets is. */
record ProxyCommand(Consumer<ProxyLoop> action, CountDownLatch done) {

  ProxyCommand(Consumer<ProxyLoop> action) {
    this(action, new CountDownLatch(1));
  }
}
