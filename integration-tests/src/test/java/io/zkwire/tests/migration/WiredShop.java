package io.zkwire.tests.migration;

import io.zkwire.ClusterView;
import io.zkwire.Endpoint;
import io.zkwire.EndpointOffer;
import io.zkwire.Endpoints;
import io.zkwire.IdGenerator;
import io.zkwire.Member;
import io.zkwire.WorkQueue;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.Discover;
import io.zkwire.annotation.GlobalId;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.Members;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.Queue;
import io.zkwire.annotation.QueueConsumer;
import io.zkwire.annotation.ZkBarrier;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.annotation.ZkLock;
import io.zkwire.annotation.ZkPermit;
import io.zkwire.runtime.ZkWire;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** After: annotations of zkwire. */
@ClusterMember(group = "shops", id = "${shop}")
public class WiredShop implements Shop {

  private final ZkWire zk;
  private final String name;
  private final List<String> sent = new CopyOnWriteArrayList<>();

  @ZkConfig("report/interval")
  private volatile Duration interval = DEFAULT;

  @Members("shops")
  private ClusterView shops;

  @Discover("prices")
  private Endpoints prices;

  @GlobalId(type = "orders")
  private IdGenerator orders;

  @Queue("mail")
  private WorkQueue<String> mails;

  WiredShop(ZkWire zk, String name) {
    this.zk = zk;
    this.name = name;
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  @LeaderOnly("reports")
  public void report(List<String> written) {
    written.add(name);
  }

  @Override
  @ZkLock(value = "orders-{order}", waitFor = "1m", otherwise = Otherwise.THROW)
  public void ship(String order, Runnable shipping) {
    shipping.run();
  }

  @Override
  @ZkPermit(value = "exports", permits = 2, waitFor = "1m", otherwise = Otherwise.THROW)
  public void export(Runnable exporting) {
    exporting.run();
  }

  @Override
  public void offerPrices(int port) {
    zk.registrations().register("prices", EndpointOffer.at("127.0.0.1", port));
  }

  @Override
  public Set<Integer> prices() {
    return prices.list().stream().map(Endpoint::port).collect(Collectors.toSet());
  }

  @Override
  public Set<String> shops() {
    return shops.all().stream().map(Member::id).collect(Collectors.toSet());
  }

  @Override
  public long orderNumber() {
    return orders.nextLong();
  }

  @Override
  public void mail(String mail) {
    mails.put(mail);
  }

  @QueueConsumer("mail")
  void send(String mail) {
    sent.add(mail); // given to another process if this one dies here
  }

  @Override
  public List<String> sent() {
    return sent;
  }

  @Override
  @ZkBarrier(value = "load-test", parties = 2, timeout = "1m", otherwise = Otherwise.THROW)
  public void together(Runnable work) {
    work.run();
  }

  @Override
  public void close() {
    zk.close();
  }
}
