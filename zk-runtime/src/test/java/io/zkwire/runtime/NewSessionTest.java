package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.ClusterView;
import io.zkwire.ConsumerOptions;
import io.zkwire.EndpointOffer;
import io.zkwire.EndpointRegistration;
import io.zkwire.Endpoints;
import io.zkwire.Leadership;
import io.zkwire.Live;
import io.zkwire.ProgressBoard;
import io.zkwire.Shards;
import io.zkwire.WorkQueue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.listen.StandardListenerManager;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.AsyncCallback;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is back when one session follows another, in the orders that are hard to meet: the test
 * decides which answers and events of a client come, and when. Each was once waited for without
 * end: by a node that was to be made again, or by everything.
 */
class NewSessionTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  /** Paths of which the next create is never answered. */
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

  /** Paths of which the next read fails, though the connection is there. */
  private final Set<String> lost = ConcurrentHashMap.newKeySet();

  /** What Curator tells nobody of. */
  private final Set<ConnectionState> untold = ConcurrentHashMap.newKeySet();

  private volatile boolean endIsToldLast;
  private int round;

  private final List<String> received = new CopyOnWriteArrayList<>();
  private TestingServer server;
  private CuratorFramework stranger;
  private ZkWire other;
  private CuratorFramework staged;
  private ZkWire zk;
  private EndpointRegistration endpoint;
  private Leadership leadership;
  private Shards shards;
  private WorkQueue<String> mails;
  private Live<Integer> value;
  private Endpoints found;
  private ClusterView members;
  private ProgressBoard board;

  @BeforeEach
  void connect() throws Exception {
    server = new TestingServer(new InstanceSpec(null, -1, -1, -1, true, -1, 500, -1), true);
    stranger = client().build();
    start(stranger);
    other =
        ZkWire.builder()
            .connect(server.getConnectString())
            .lease(LeaseOptions.defaults().lockDelay(Duration.ZERO))
            .start();
    staged =
        client()
            .zookeeperFactory((at, timeout, watcher, readOnly) -> new Staged(at, timeout, watcher))
            .connectionStateListenerManagerFactory(
                of -> StandardListenerManager.mappingStandard(this::telling))
            .build();
    start(staged);
    tie(ZkWire.builder().framework(staged));
  }

  private CuratorFrameworkFactory.Builder client() {
    return CuratorFrameworkFactory.builder()
        .connectString(server.getConnectString())
        .sessionTimeoutMs(4_000)
        .retryPolicy(new RetryOneTime(100));
  }

  private static void start(CuratorFramework client) throws Exception {
    client.start();
    client.blockUntilConnected();
  }

  /** Of each kind of node one, and of each kind of watch. */
  private void tie(ZkWireBuilder builder) {
    zk = builder.lease(LeaseOptions.defaults().lockDelay(Duration.ZERO)).start();
    endpoint = zk.registrations().register("app1", EndpointOffer.at("h", 80));
    zk.join("crew", "one");
    zk.progress("job", "one").total(100);
    leadership = zk.leadership("boss");
    shards = zk.shards("crew", 2);
    mails = zk.queue("mail", String.class);
    mails.consume(ConsumerOptions.defaults(), (mail, delivery) -> received.add(mail));
    value = zk.config().live("n", Integer.class, 0);
    found = zk.endpoints("app2");
    members = zk.members("others");
    board = zk.progressBoard("tasks");
  }

  @AfterEach
  void close() throws Exception {
    zk.close();
    staged.close();
    other.close();
    stranger.close();
    server.close();
  }

  private ConnectionStateListener telling(ConnectionStateListener to) {
    return (client, state) -> {
      boolean last = endIsToldLast && state == ConnectionState.LOST;
      if (!last && !untold.contains(state)) {
        to.stateChanged(client, state);
      }
      if (endIsToldLast && state == ConnectionState.RECONNECTED) {
        to.stateChanged(client, ConnectionState.LOST);
        untold.addAll(List.of(ConnectionState.values()));
      }
    };
  }

  @SuppressWarnings("try") // its close() waits
  private final class Staged extends ZooKeeper {

    Staged(String at, int timeout, Watcher watcher) throws Exception {
      super(at, timeout, watcher);
    }

    @Override
    public void create(
        String path,
        byte[] data,
        List<ACL> acl,
        CreateMode mode,
        AsyncCallback.Create2Callback callback,
        Object context) {
      if (!unanswered.remove(path)) {
        super.create(path, data, acl, mode, callback, context);
      }
    }

    @Override
    public void multi(Iterable<Op> ops, AsyncCallback.MultiCallback callback, Object context) {
      if (lost.remove(ops.iterator().next().getPath())) {
        callback.processResult(Code.CONNECTIONLOSS.intValue(), "", context, null);
      } else {
        super.multi(ops, callback, context);
      }
    }
  }

  private ZooKeeper handle() throws Exception {
    return zk.curator().getZookeeperClient().getZooKeeper();
  }

  /** Ends the session here and on the server. */
  private void expire() throws Exception {
    ZooKeeper old = handle();
    old.getTestable().injectSessionExpiration();
    end(old);
  }

  private void end(ZooKeeper old) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper taken =
        new ZooKeeper(
            server.getConnectString(),
            5_000,
            event -> connected.countDown(),
            old.getSessionId(),
            old.getSessionPasswd());
    assertThat(connected.await(10, TimeUnit.SECONDS)).isTrue();
    taken.close();
  }

  private long owner(String path) throws Exception {
    Stat stat = stranger.checkExists().forPath(path);
    return stat == null ? 0 : stat.getEphemeralOwner();
  }

  private boolean standBy(long session) throws Exception {
    for (String path : List.of(endpoint(), "/members/crew/one", "/progress/job/one")) {
      if (owner(path) != session) {
        return false;
      }
    }
    return endpoint.registered() && leadership.held() && shards.mine().size() == 2;
  }

  private String endpoint() {
    return "/services/app1/" + endpoint.id();
  }

  private void awaitEverythingByAnotherSessionThan(long before) throws Exception {
    await()
        .atMost(SOON)
        .until(
            () -> {
              long now = handle().getSessionId();
              return zk.state() == SessionState.CONNECTED && now != before && standBy(now);
            });
    int next = ++round;
    zk.config().publish("n", next);
    mails.put("mail " + next);
    zk.locks().exclusive("k").acquire().close();
    zk.barrier("step", 1).await(SOON);
    other.registrations().register("app2", EndpointOffer.at("h", next));
    other.join("others", "m" + next);
    other.progress("tasks", "w" + next).total(1);
    await()
        .atMost(SOON)
        .until(
            () ->
                value.get() == next
                    && received.contains("mail " + next)
                    && found.list().size() == next
                    && members.all().size() == next
                    && board.now().workers().size() == next);
  }

  /** Curator tells so where the new client is quicker than the thread that tells of the end. */
  @Test
  void theEndOfTheOldClientIsToldAfterTheNewOneIsThere() throws Exception {
    long before = handle().getSessionId();
    endIsToldLast = true;
    expire();
    awaitEverythingByAnotherSessionThan(before);
  }

  @Test
  void nobodyTellsOfTheNewSession() throws Exception {
    long before = handle().getSessionId();
    untold.add(ConnectionState.RECONNECTED);
    expire();
    awaitEverythingByAnotherSessionThan(before);
  }

  @Test
  void nobodyTellsOfTheEndAndOfTheNewSession() throws Exception {
    long before = handle().getSessionId();
    untold.addAll(List.of(ConnectionState.values()));
    expire();
    awaitEverythingByAnotherSessionThan(before);
  }

  /** Its client ended before it told of the answer. */
  @Test
  void anAnswerOfTheOldSessionNeverComes() throws Exception {
    String path = endpoint();
    long before = handle().getSessionId();
    unanswered.add(path);
    stranger.delete().forPath(path);
    await().until(unanswered::isEmpty);
    expire();
    awaitEverythingByAnotherSessionThan(before);
  }

  /** Only another event would have made it look again. */
  @Test
  void theFirstLookAtTheEnsembleFails() throws Exception {
    long before = handle().getSessionId();
    lost.add("/zkwire/version");
    expire();
    awaitEverythingByAnotherSessionThan(before);
    assertThat(lost).isEmpty();
  }

  @Test
  void oneExpiryFollowsTheOther() throws Exception {
    for (int i = 0; i < 10; i++) {
      long before = handle().getSessionId();
      expire();
      for (int more = i % 3; more > 0; more--) {
        await().until(() -> handle().getSessionId() != 0 && handle().getSessionId() != before);
        expire();
      }
      awaitEverythingByAnotherSessionThan(before);
    }
  }

  /** Curator makes another one only when an event of it tells of the end. */
  @Test
  void theClientOfAConnectionOfOurOwnHasEnded() throws Exception {
    zk.close();
    tie(ZkWire.builder().connect(server.getConnectString()).sessionTimeout(Duration.ofSeconds(4)));
    ZooKeeper old = handle();
    old.close();
    awaitEverythingByAnotherSessionThan(old.getSessionId());
  }
}
