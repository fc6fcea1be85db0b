package io.zkwire.tests.zkcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.Acknowledgement;
import io.zkwire.BarrierPass;
import io.zkwire.ClusterView;
import io.zkwire.Commands;
import io.zkwire.ConsumerOptions;
import io.zkwire.CountDown;
import io.zkwire.DistributedLock;
import io.zkwire.Endpoint;
import io.zkwire.Endpoints;
import io.zkwire.HeldLock;
import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.Leadership;
import io.zkwire.Member;
import io.zkwire.MemberHealth;
import io.zkwire.MemberStatus;
import io.zkwire.Progress;
import io.zkwire.ProgressBoard;
import io.zkwire.Reason;
import io.zkwire.Registration;
import io.zkwire.SentCommand;
import io.zkwire.WorkQueue;
import io.zkwire.WorkerProgress;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every scenario with ZooKeeper's shell on the other side, by the commands of
 * docs/other-languages.md. After each test every node that stands must be one that the reference
 * lists.
 */
@Tag("slow")
class ZkCliTest {

  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String UNKNOWN = UUID.randomUUID().toString();

  private static final ExecutorService THREADS = Executors.newCachedThreadPool();
  private static Page page;
  private static Nodes nodes;
  private static ServerProcess server;
  private static ZkCli cli;
  private static ZkWire zk;
  private static Shop shop;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    page = Page.read();
    nodes = Nodes.read();
    server = ServerProcess.start(directory);
    zk =
        ZkWire.builder()
            .connect(server.address() + "/acme")
            .lease(LeaseOptions.defaults().lease(LEASE).lockDelay(LEASE))
            .start();
    cli = ZkCli.start(server.address() + "/acme");
    shop = zk.create(Shop.class);
  }

  @AfterAll
  static void end() throws Exception {
    THREADS.shutdownNow();
    cli.close();
    zk.close();
    server.close();
    assertThat(page.left()).as("blocks of the page that no test has typed").isEmpty();
  }

  @AfterEach
  void everyNodeStandsInTheReference() throws Exception {
    assertThat(cli.type("ls -R /").lines())
        .filteredOn(path -> path.startsWith("/") && path.length() > 1) // and no event of a watch
        .filteredOn(path -> !path.startsWith("/elsewhere")) // a key's own absolute path
        .isNotEmpty()
        .allSatisfy(path -> assertThat(nodes.lists(path)).as(path).isTrue());
  }

  private static ConditionFactory soon() {
    return await().atMost(60, TimeUnit.SECONDS);
  }

  /** Types a block of the page; what its last command printed. */
  private static String type(String section, int block, String... namesAndValues)
      throws IOException, InterruptedException {
    return type(section, block, true, namesAndValues);
  }

  private static String type(String section, int block, boolean strict, String... namesAndValues)
      throws IOException, InterruptedException {
    Map<String, String> values = new java.util.HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    String answer = "";
    for (String command : page.block(section, block, values)) {
      answer = strict ? cli.type(command) : cli.say(command);
    }
    return answer;
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }

  private static String created(String answer) {
    return found("Created \\S*/(\\S+)$", answer);
  }

  private static String version(String answer) {
    return found("dataVersion = (\\d+)", answer);
  }

  @Test
  void configuration() throws Exception {
    type("Configuration", 0);
    soon().until(() -> shop.interval.equals(Duration.ofMinutes(1)));
    type("Configuration", 1);
    soon().until(() -> new Shop.Db("jdbc:postgresql://db1/reports", 16).equals(shop.db));
    type("Configuration", 2);
    zk.config().publish("report/interval", Duration.ofSeconds(10));
    soon().until(() -> cli.events().contains("type:NodeDataChanged path:/config/report/interval"));
    String version = version(cli.type("get -s /config/report/interval"));
    type("Configuration", 3, "version", version);
    soon().until(() -> shop.interval.equals(Duration.ofMinutes(2)));
    assertThat(cli.say("set -v " + version + " /config/report/interval 3m")).contains("version No");
    type("Configuration", 4);
    soon().until(() -> shop.interval.equals(Shop.DEFAULT));
  }

  @Test
  void endpoints() throws Exception {
    cli.parents("/services/prices");
    String id = uuid();
    try (Endpoints prices = zk.endpoints("prices")) {
      type("Endpoints", 0, "uuid", id);
      soon().until(() -> prices.list().size() == 1);
      assertThat(prices.pick().address()).isEqualTo("10.0.0.7:8080");
      type("Endpoints", 2);
      soon().until(() -> prices.list().size() == 3);
      type("Endpoints", 3, "uuid", id);
      soon().until(() -> prices.list().size() == 2);
      assertThat(prices.list()).extracting(Endpoint::host).contains("192.168.0.2");
    }
    var mine = zk.registrations().register("prices", io.zkwire.EndpointOffer.at("10.0.0.8", 80));
    soon().until(mine::registered);
    assertThat(type("Endpoints", 1, "uuid", mine.id())).contains("\"address\":\"10.0.0.8\"");
    mine.close();
  }

  @Test
  void blocksOfIds() throws Exception {
    IdGenerator orders = zk.ids("orders");
    long before = orders.nextLong();
    String counter = type("IDs", 0);
    long next = Long.parseLong(found("(?m)^(\\d+) ", counter));
    String token = uuid();
    String memory = version(cli.type("get -s /zkwire/ids/orders"));
    type(
        "IDs",
        1,
        "version",
        version(counter),
        "memory",
        memory,
        "next",
        next + 50 + "",
        "uuid",
        token);
    long[] ours = orders.nextLongs(1_000);
    assertThat(before).isLessThan(next);
    assertThat(LongStream.of(ours)).noneMatch(id -> id >= next && id < next + 50);
    assertThat(LongStream.of(ours)).anyMatch(id -> id >= next + 50);
  }

  @Test
  void nodesOfIds() throws Exception {
    IdGenerator jobs = zk.ids("jobs", IdOptions.sequential("job"));
    assertThat(jobs.next()).isEqualTo("jobs-job-0000000000");
    String counter = cli.type("get /ids/jobs/counter");
    String[] parts = counter.split(" ");
    String page = Long.toString(Long.parseLong(parts[0]) - 2);
    assertThat(created(type("IDs", 2, "k", page, "word", parts[1]))).isEqualTo("job-0000000001");
    assertThat(jobs.next()).isEqualTo("jobs-job-0000000002");
  }

  @Test
  void members() throws Exception {
    List<Reason> left = new CopyOnWriteArrayList<>();
    try (ClusterView shops = zk.members("shops")) {
      shops.onChange(change -> change.left().forEach(gone -> left.add(gone.reason())));
      String incarnation = uuid();
      type("Members", 0, "uuid", incarnation);
      soon().until(() -> shops.find("legacy-1").filter(Member::available).isPresent());
      assertThat(shops.find("legacy-1").orElseThrow().state()).containsEntry("queued", 3L);
      type("Members", 1, "uuid", incarnation);
      soon()
          .until(
              () ->
                  shops.find("legacy-1").orElseThrow().health() == MemberHealth.UNHEALTHY
                      && shops.find("legacy-1").orElseThrow().state().containsValue(5L));
      assertThat(type("Members", 2)).contains("\"id\":\"web-1\"").contains("HEALTHY");
      type("Members", 3);
      soon().until(() -> left.contains(Reason.DIED));
    }
  }

  @Test
  void offLineAndOnLine() throws Exception {
    cli.parents("/operators/shops");
    try (ClusterView shops = zk.members("shops")) {
      type("Off line and on line", 0);
      soon().until(() -> shops.find("web-1").orElseThrow().status() == MemberStatus.DRAINED);
      assertThat(shop.told).contains("off line").doesNotContain("on line");
      type("Off line and on line", 1);
      soon().until(() -> shops.find("web-1").orElseThrow().status() == MemberStatus.ONLINE);
      soon().until(() -> shop.told.contains("on line"));
    }
  }

  @Test
  void progress() throws Exception {
    cli.parents("/progress/import");
    cli.parents("/progress-results/import");
    String run = uuid();
    try (ProgressBoard board = zk.progressBoard("import");
        Progress ours = zk.progress("import", "ours")) {
      ours.total(100).advance(42);
      type("Progress", 0, "uuid", run);
      soon().until(() -> stands(board, "legacy", WorkerProgress.State.RUNNING, 60));
      soon().until(() -> stands(board, "ours", WorkerProgress.State.RUNNING, 42));
      assertThat(type("Progress", 2, "worker", "ours")).contains("\"done\":42");
      type("Progress", 1, "uuid", run);
      soon().until(() -> stands(board, "legacy", WorkerProgress.State.DONE, 100));
    }
  }

  private static boolean stands(
      ProgressBoard board, String name, WorkerProgress.State state, long done) {
    WorkerProgress worker = board.now().worker(name);
    return worker != null && worker.state() == state && worker.done() == done;
  }

  @Test
  void commands() throws Exception {
    soon().until(() -> cli.say("ls /commands/shops").startsWith("["));
    String sent = created(type("Commands", 0));
    soon().until(() -> cli.say("get /commands/shops/" + sent + "/acks/web-1").contains("\"DONE\""));
    assertThat(type("Commands", 1, "command", sent)).contains("\"result\":17");
    assertThat(shop.told).contains("flush prices");

    try (Commands shops = zk.commands("shops");
        SentCommand ours = shops.to("legacy-1").within(LONG).send("print", "page 1")) {
      String name = ours.id().substring(ours.id().lastIndexOf('/') + 1);
      assertThat(cli.type("ls /commands/shops")).contains(name);
      assertThat(type("Commands", 2, "command", name)).contains("print").contains("page 1");
      type("Commands", 3, "command", name, "uuid", uuid());
      Acknowledgement answer = ours.await().get("legacy-1");
      assertThat(answer.state()).isEqualTo(Acknowledgement.State.DONE);
      assertThat(answer.result(String.class)).isEqualTo("printed");
    }
  }

  @Test
  void leadership() throws Exception {
    cli.parents("/wishes/resign");
    try (Leadership ours = zk.leadership("nightly")) {
      soon().until(ours::held);
      String leader = found("\\[(\\S+)]", cli.type("ls /leaders/nightly"));
      assertThat(type("Leadership", 0, "node", leader)).contains("\"pid\":");
      String answer = type("Leadership", 2, "uuid", uuid());
      String mine = found("(_c_[0-9a-f-]+-latch-\\d+)", answer.replace(leader, ""));
      type("Leadership", 1, "uuid", found("_c_([0-9a-f-]+)-latch-", leader));
      soon().until(() -> !ours.held());
      soon().until(() -> !cli.type("ls /leaders/nightly").contains(leader));
      assertThat(type("Leadership", 4, "node", mine)).contains("cZxid = 0x");
      soon().until(() -> ours.candidates().size() == 2);
      assertThat(ours.candidates().get(0).host()).isEqualTo("mainframe");
      assertThat(ours.held()).isFalse();
      type("Leadership", 3, "node", mine);
      soon().until(ours::held);
    }
  }

  @Test
  void locks() throws Exception {
    DistributedLock lock = zk.locks().exclusive("orders-17");
    lock.acquire().close();
    assertThat(cli.type("get /locks/orders-17")).isEqualTo("zkwire");
    String mine = found("\\[(\\S+)]", type("Locks", 0, "uuid", uuid()));
    assertThat(lock.tryAcquire(Duration.ofMillis(300))).isEmpty();
    Future<HeldLock> taking = THREADS.submit(() -> lock.tryAcquire(LONG).orElseThrow());
    soon().until(() -> cli.type("ls /locks/orders-17").contains(","));
    assertThat(taking).isNotDone();
    type("Locks", 1, "node", mine);
    taking.get(60, TimeUnit.SECONDS).close();
  }

  /** An item of a queue. */
  public record Mail(String to, String text) {}

  @Test
  void queues() throws Exception {
    WorkQueue<Mail> mails = zk.queue("mail", Mail.class);
    mails.put(new Mail("bob", "first"));
    List<String> sent = new CopyOnWriteArrayList<>();
    Registration taking =
        mails.consume(ConsumerOptions.defaults(), (mail, delivery) -> sent.add(mail.to()));
    soon().until(() -> sent.contains("bob"));
    soon().until(() -> cli.say("ls /queues/mail/idle").length() > 2);
    type("Queues", 0, "uuid", uuid());
    String idle = type("Queues", 1, false).replaceAll("[\\[\\]]", "");
    type("Queues", 2, false, "consumer", idle); // it may have found the item by itself
    soon().until(() -> sent.contains("ann"));
    soon().until(() -> version(type("Queues", 3)).equals("2"));
    taking.close();

    mails.put(new Mail("eve", "hello"));
    String item = found("\\[(i\\d+)]", cli.type("ls /queues/mail/items/5"));
    String node = cli.type("get -s /queues/mail/items/5/" + item);
    String json = found("(?m)^(\\{.*})$", node).replace("\"tries\":0", "\"tries\":1");
    type("Queues", 4, "item", item, "uuid", uuid(), "version", version(node), "json", json);
    assertThat(mails.state().claimed()).isEqualTo(1);
    type("Queues", 5, "item", item, "claimed", "1");
    assertThat(mails.state().items()).isZero();
  }

  @Test
  void barriersAndLatches() throws Exception {
    Future<BarrierPass> entering = THREADS.submit(() -> zk.barrier("load-test", 2).enter(LONG));
    soon().until(() -> cli.say("ls /barriers/load-test/1").contains("e-"));
    String mine = created(type("Barriers and latches", 0, "uuid", UNKNOWN));
    BarrierPass pass = entering.get(60, TimeUnit.SECONDS);
    assertThat(type("Barriers and latches", 1)).contains("PASSED").contains(mine);
    Future<?> leaving = THREADS.submit(pass::close);
    String left = created(type("Barriers and latches", 2, "uuid", UNKNOWN));
    leaving.get(60, TimeUnit.SECONDS);
    type("Barriers and latches", 3, "entered", mine, "left", left);

    CountDown loaded = zk.countDown("shards-loaded", 2);
    loaded.countDown();
    String version = version(type("Barriers and latches", 4));
    assertThat(version).isEqualTo("1");
    type("Barriers and latches", 5, "version", version);
    assertThat(loaded.await(LONG)).isTrue();
    assertThat(loaded.left()).isZero();
  }

  /** What no other test makes ZooKeeper hold. */
  @Test
  void theRestOfWhatZkwireWrites() throws Exception {
    zk.config().publish("history/of", 1);
    zk.config().publish("history/of", 2);
    zk.config().publish("/elsewhere/of", 3);
    zk.config().publish("/elsewhere/of", 4);
    zk.config().delete("/elsewhere/of");
    zk.ids("events", IdOptions.snowflake()).nextLong();
    zk.locks().shared("shared").acquire();
    zk.locks().permits("exports", 3).acquire();
    zk.shards("shops", 4);
    soon().until(() -> cli.say("ls /shards/shops/0").contains("-"));
    WorkQueue<Mail> rest = zk.queue("rest", Mail.class);
    rest.put(io.zkwire.NewItem.of(new Mail("a", "b")).key("k").delayed(LONG));
    Registration failing =
        rest.consume(
            ConsumerOptions.defaults().retries(0),
            (mail, delivery) -> {
              throw new IOException("always");
            });
    rest.put(new Mail("a", "b"));
    soon().until(() -> !rest.parked().isEmpty());
    failing.close();
    try (Leadership leads = zk.leadership("leads");
        SentCommand sent = zk.commands("shops").toLeader("leads").send("flush-cache", "all")) {
      soon().until(leads::held);
      soon().until(() -> cli.type("ls -R /commands/shops").contains("/taken"));
      assertThat(sent.await()).isNotEmpty();
    }
    assertThat(cli.type("ls -R /"))
        .contains("/history/config/history/of/")
        .contains("/history/elsewhere/of/")
        .contains("/zkwire/beats/")
        .contains("/zkwire/ids/events/")
        .contains("/queues/rest/keys/")
        .contains("/queues/rest/items/5/d")
        .contains("/queues/rest/parked/5-i");
  }
}
