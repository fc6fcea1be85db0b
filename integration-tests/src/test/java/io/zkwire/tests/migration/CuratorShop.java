package io.zkwire.tests.migration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.atomic.AtomicValue;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.framework.recipes.barriers.DistributedDoubleBarrier;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.apache.curator.framework.recipes.nodes.GroupMember;
import org.apache.curator.framework.recipes.queue.SimpleDistributedQueue;
import org.apache.curator.retry.ExponentialBackoffRetry;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;

/** Before: Curator's recipes. */
final class CuratorShop implements Shop {

  private final CuratorFramework client;
  private final CuratorCache cache;
  private final LeaderLatch latch;
  private final GroupMember member;
  private final ServiceDiscovery<Void> discovery;
  private final Thread mailer;
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private volatile Duration interval = DEFAULT;
  private volatile boolean closed;

  CuratorShop(CuratorFramework client, String name) throws Exception {
    this.client = client;
    cache = CuratorCache.build(client, "/config/report/interval");
    cache
        .listenable()
        .addListener(
            CuratorCacheListener.builder()
                .forCreatesAndChanges((before, now) -> interval = parsed(now))
                .forDeletes(before -> interval = DEFAULT)
                .build());
    cache.start();
    latch = new LeaderLatch(client, "/leaders/reports", name);
    latch.start();
    member = new GroupMember(client, "/shops", name);
    member.start();
    discovery =
        ServiceDiscoveryBuilder.builder(Void.class).client(client).basePath("/services").build();
    discovery.start();
    mailer = new Thread(this::sendMails, "mailer");
    mailer.start();
  }

  private static Duration parsed(ChildData node) {
    return Duration.parse(new String(node.getData(), StandardCharsets.UTF_8));
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public void report(List<String> written) {
    if (latch.hasLeadership()) {
      written.add(latch.getId());
    }
  }

  @Override
  public void ship(String order, Runnable shipping) throws Exception {
    InterProcessMutex mutex = new InterProcessMutex(client, "/locks/orders-" + order);
    if (!mutex.acquire(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("order " + order + " is being shipped");
    }
    try {
      shipping.run();
    } finally {
      mutex.release();
    }
  }

  @Override
  public void export(Runnable exporting) throws Exception {
    InterProcessSemaphoreV2 semaphore = new InterProcessSemaphoreV2(client, "/exports", 2);
    Lease lease = semaphore.acquire(1, TimeUnit.MINUTES);
    if (lease == null) {
      throw new IllegalStateException("too many exports");
    }
    try {
      exporting.run();
    } finally {
      semaphore.returnLease(lease);
    }
  }

  @Override
  public void offerPrices(int port) throws Exception {
    discovery.registerService(
        ServiceInstance.<Void>builder().name("prices").address("127.0.0.1").port(port).build());
  }

  @Override
  public Set<Integer> prices() throws Exception {
    return discovery.queryForInstances("prices").stream()
        .map(ServiceInstance::getPort)
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> shops() {
    return member.getCurrentMembers().keySet();
  }

  @Override
  public long orderNumber() throws Exception {
    DistributedAtomicLong numbers =
        new DistributedAtomicLong(client, "/order-number", new ExponentialBackoffRetry(10, 10));
    AtomicValue<Long> number = numbers.increment();
    if (!number.succeeded()) {
      throw new IllegalStateException("no order number");
    }
    return number.postValue();
  }

  @Override
  public void mail(String mail) throws Exception {
    SimpleDistributedQueue mails = new SimpleDistributedQueue(client, "/mails");
    mails.offer(mail.getBytes(StandardCharsets.UTF_8));
  }

  private void sendMails() {
    SimpleDistributedQueue mails = new SimpleDistributedQueue(client, "/mails");
    while (!closed) {
      try {
        byte[] mail = mails.poll(100, TimeUnit.MILLISECONDS);
        if (mail != null) {
          sent.add(new String(mail, StandardCharsets.UTF_8)); // lost if the process dies here
        }
      } catch (Exception e) {
        closed |= Thread.currentThread().isInterrupted();
      }
    }
  }

  @Override
  public List<String> sent() {
    return sent;
  }

  @Override
  public void together(Runnable work) throws Exception {
    DistributedDoubleBarrier barrier = new DistributedDoubleBarrier(client, "/load-test", 2);
    if (!barrier.enter(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("nobody else came");
    }
    work.run();
    barrier.leave(1, TimeUnit.MINUTES);
  }

  @Override
  public void close() throws Exception {
    closed = true;
    mailer.join();
    discovery.close();
    member.close();
    latch.close();
    cache.close();
  }
}
