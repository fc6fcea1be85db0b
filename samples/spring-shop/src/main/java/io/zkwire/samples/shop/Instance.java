package io.zkwire.samples.shop;

import io.zkwire.ClusterView;
import io.zkwire.Endpoints;
import io.zkwire.IdGenerator;
import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.Discover;
import io.zkwire.annotation.GlobalId;
import io.zkwire.annotation.MemberState;
import io.zkwire.annotation.Members;
import io.zkwire.annotation.OnCommand;
import io.zkwire.annotation.ServiceEndpoint;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** This instance among the others: a member, an endpoint, a receiver of commands. */
@Component
@ClusterMember(group = "shops", id = "${shop.instance}")
@ServiceEndpoint(domain = "shop", host = "127.0.0.1", port = "{port}")
class Instance {

  private final Environment environment;
  private final AtomicInteger stock = new AtomicInteger(10);

  @Members("shops")
  private ClusterView shops;

  @Discover("shop")
  private Endpoints endpoints;

  @GlobalId(type = "order")
  private IdGenerator orders;

  Instance(Environment environment) {
    this.environment = environment;
  }

  /** The port of the web server; not known before it listens. */
  int port() {
    return environment.getProperty("local.server.port", Integer.class, 0);
  }

  @MemberState("stock")
  int stock() {
    return stock.get();
  }

  @OnCommand("restock")
  int restock(int pieces) {
    return stock.addAndGet(pieces);
  }

  long order() {
    stock.decrementAndGet();
    return orders.nextLong();
  }

  List<String> members() {
    return shops.all().stream().map(member -> member.id()).sorted().toList();
  }

  List<Integer> ports() {
    return endpoints.list().stream().map(endpoint -> endpoint.port()).sorted().toList();
  }
}
