package io.zkwire.spring;

import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * When beans come to life, and when they go off line. They start as the last ones, after the web
 * server: what they register can be called. They stop as the first ones: nothing new is taken while
 * the web server and all others finish what they have. The connection itself is closed when the
 * beans are destroyed.
 */
final class ZkWireLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ZkWireLifecycle.class);

  private final ZkWire zk;
  private final BoundBeans beans;
  private final ConfigurableListableBeanFactory factory;
  private final boolean own;
  private volatile boolean running;

  /**
   * Not started.
   *
   * @param zk the connection, which may be a parent context's
   * @param beans who binds the beans of this context
   * @param factory the beans of this context
   */
  ZkWireLifecycle(ZkWire zk, BoundBeans beans, ConfigurableListableBeanFactory factory) {
    this.zk = zk;
    this.beans = beans;
    this.factory = factory;
    this.own = factory.getBeanNamesForType(ZkWire.class, true, false).length > 0;
  }

  @Override
  public void start() {
    UnboundBeans.refuse(factory, beans);
    beans.start();
    if (own) {
      zk.goOnline();
    }
    running = true;
  }

  @Override
  public void stop(Runnable callback) {
    running = false;
    if (!own) {
      callback.run();
      return;
    }
    CompletableFuture<?> offline = zk.goOffline();
    if (zk.state() != SessionState.CONNECTED) {
      callback.run(); // ZooKeeper would have to answer: what it knows of us goes with the session
      return;
    }
    offline.whenComplete(
        (done, e) -> {
          if (e != null) {
            LOG.warn("zkwire could not go off line in order", e);
          }
          callback.run();
        });
  }

  /** Called by those who do not wait. */
  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }
}
