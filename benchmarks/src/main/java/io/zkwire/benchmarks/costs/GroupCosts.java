package io.zkwire.benchmarks.costs;

import io.zkwire.ClusterView;
import io.zkwire.EndpointOffer;
import io.zkwire.EndpointRegistration;
import io.zkwire.Endpoints;
import io.zkwire.Membership;
import io.zkwire.Shards;
import io.zkwire.benchmarks.costs.Stage.Role;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Members, endpoints and shards. */
final class GroupCosts {

  static final String MEMBERS = "Members";
  static final String VIEW = "open the view of a group of one";
  static final String JOIN = "join a group";
  static final String SEE_JOIN = "see somebody join";
  static final String STATE = "write a changed state";
  static final String SEE_STATE = "see a changed state";
  static final String LEAVE = "leave";
  static final String SEE_LEAVE = "see somebody leave or die";
  static final String ENDPOINTS = "Endpoints";
  static final String DISCOVER = "follow a domain of one";
  static final String REGISTER = "register";
  static final String SEE_REGISTER = "see one registered";
  static final String WITHDRAW = "withdraw";
  static final String SEE_WITHDRAW = "see one withdrawn";
  static final String SHARDS = "Shards";
  static final String TAKE = "take a shard that is free";

  private final Stage stage;
  private final Party one;
  private final Party other;

  GroupCosts(Stage stage, Party one, Party other) {
    this.stage = stage;
    this.one = one;
    this.other = other;
  }

  void run(int round) throws Exception {
    members("group-" + round);
    endpoints(round);
    shards("shared-" + round);
  }

  private void members(String group) throws Exception {
    try (Membership first = one.zk.join(group, "first")) {
      ClusterView[] opened = new ClusterView[1];
      stage.measure(
          MEMBERS,
          List.of(new Role(other, VIEW)),
          () -> {
            opened[0] = other.zk.members(group);
            Awaited.until(() -> opened[0].find(first.id()).isPresent());
          });
      joinAndLeave(group, opened[0]);
    }
  }

  private void joinAndLeave(String group, ClusterView opened) throws Exception {
    try (ClusterView view = opened) {
      Membership[] joined = new Membership[1];
      stage.measure(
          MEMBERS,
          List.of(new Role(one, JOIN), new Role(other, SEE_JOIN)),
          () -> {
            joined[0] = one.zk.join(group, "second");
            Awaited.until(() -> view.find("second").isPresent());
          });
      AtomicInteger queued = new AtomicInteger(7);
      stage.measure(
          MEMBERS,
          List.of(new Role(one, STATE), new Role(other, SEE_STATE)),
          () -> {
            joined[0].state("queued", queued::get);
            joined[0].refresh();
            Awaited.until(() -> view.find("second").orElseThrow().state().containsKey("queued"));
          });
      stage.measure(
          MEMBERS,
          List.of(new Role(one, LEAVE), new Role(other, SEE_LEAVE)),
          () -> {
            joined[0].close();
            Awaited.until(() -> view.find("second").isEmpty());
          });
    }
  }

  private void endpoints(int round) throws Exception {
    String domain = "domain-" + round;
    try (EndpointRegistration first =
        one.zk.registrations().register(domain, EndpointOffer.at("10.0.0.1", 80))) {
      Awaited.until(first::registered);
      Endpoints[] opened = new Endpoints[1];
      stage.measure(
          ENDPOINTS,
          List.of(new Role(other, DISCOVER)),
          () -> {
            opened[0] = other.zk.endpoints(domain);
            Awaited.until(() -> opened[0].list().size() == 1);
          });
      registerAndWithdraw(domain, opened[0]);
    }
  }

  private void registerAndWithdraw(String domain, Endpoints opened) throws Exception {
    try (Endpoints list = opened) {
      EndpointRegistration[] own = new EndpointRegistration[1];
      stage.measure(
          ENDPOINTS,
          List.of(new Role(one, REGISTER), new Role(other, SEE_REGISTER)),
          () -> {
            own[0] = one.zk.registrations().register(domain, EndpointOffer.at("10.0.0.2", 80));
            Awaited.until(() -> list.list().size() == 2);
          });
      stage.measure(
          ENDPOINTS,
          List.of(new Role(one, WITHDRAW), new Role(other, SEE_WITHDRAW)),
          () -> {
            own[0].close();
            Awaited.until(() -> list.list().size() == 1);
          });
    }
  }

  private void shards(String group) throws Exception {
    int shards = 4;
    try (Membership member = one.zk.join(group, "only")) {
      Awaited.until(member::joined);
      Shards[] own = new Shards[1];
      stage.measure(
          SHARDS,
          List.of(new Role(one, TAKE, shards)),
          () -> {
            own[0] = one.zk.shards(group, shards);
            Awaited.until(() -> own[0].mine().size() == shards);
          });
      own[0].close();
    }
  }
}
