package io.zkwire.junit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ZkProxyTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private EchoServer server;
  private ZkProxy proxy;
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    server = new EchoServer();
    proxy = ZkProxy.to(server.address());
  }

  @AfterEach
  void close() throws IOException {
    threads.shutdownNow();
    for (Socket socket : sockets) {
      socket.close();
    }
    proxy.close();
    server.close();
  }

  @Test
  void carriesBytesInOrderBothWays() throws Exception {
    byte[] sent = new byte[5_000_000];
    new Random(1).nextBytes(sent);
    Socket socket = connect();
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(socket, sent), threads);
    assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
    writer.join();
  }

  @Test
  void passesTheEndOfTheStreamOn() throws Exception {
    Socket socket = connect();
    write(socket, "bye".getBytes(US_ASCII));
    socket.shutdownOutput();
    assertThat(socket.getInputStream().readAllBytes()).isEqualTo("bye".getBytes(US_ASCII));
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void delaysEachDirectionAndKeepsTheOrder() throws Exception {
    Socket socket = connect();
    echo(socket, "warm");
    proxy.delay(Duration.ofMillis(200));
    takes(395, 900, () -> echo(socket, "slow"));

    write(socket, "first".getBytes(US_ASCII));
    proxy.delay(Duration.ZERO);
    write(socket, "second".getBytes(US_ASCII));
    assertThat(new String(socket.getInputStream().readNBytes(11), US_ASCII))
        .isEqualTo("firstsecond");
  }

  @Test
  void aDelayDoesNotLimitTheRate() throws Exception {
    Socket socket = connect();
    proxy.delay(Duration.ofMillis(200));
    takes(395, 2_000, () -> carry(500_000, socket));
  }

  @Test
  void keepsToTheByteRate() throws Exception {
    Socket socket = connect();
    proxy.bytesPerSecond(8_000);
    takes(1_850, 3_500, () -> carry(16_000, socket));
  }

  @Test
  void theRateIsSharedByAllConnections() throws Exception {
    Socket one = connect();
    Socket two = connect();
    proxy.bytesPerSecond(8_000);
    takes(1_850, 3_500, () -> carry(8_000, one, two));
  }

  @Test
  void holdsTheSenderBackWhenTooMuchIsUnderWay() throws Exception {
    Socket socket = connect();
    proxy.delay(Duration.ofHours(1));
    byte[] sent = new byte[64 << 20];
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(socket, sent), threads);
    assertThatThrownBy(() -> await().atMost(Duration.ofSeconds(2)).until(writer::isDone))
        .isInstanceOf(ConditionTimeoutException.class);
    proxy.close();
    assertThatThrownBy(writer::join).hasCauseInstanceOf(UncheckedIOException.class);
  }

  /** Once each byte that came back let the proxy read another 64 KiB, whatever was under way. */
  @Test
  void holdsTheSenderBackAlsoWhileAnswersComeBack() throws Exception {
    Socket socket = connect();
    proxy.bytesPerSecond(8_000);
    AtomicLong sent = new AtomicLong();
    CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> drain(socket), threads);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(() -> writeWithoutEnd(socket, sent), threads);
    AtomicLong before = new AtomicLong();
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(15))
        .until(() -> sent.get() - before.getAndSet(sent.get()) < 500_000);
    proxy.close();
    assertThatThrownBy(writer::join).hasCauseInstanceOf(UncheckedIOException.class);
    reader.join();
  }

  @Test
  void aBlackHoleSwallowsAndStaysOpen() throws Exception {
    Socket old = connect();
    echo(old, "seen");
    proxy.blackHole();
    long before = server.received();
    write(old, "lost".getBytes(US_ASCII));
    Socket fresh = connect();
    write(fresh, "lost".getBytes(US_ASCII));
    assertSilent(old);
    assertSilent(fresh);
    assertThat(server.received()).isEqualTo(before);
    assertThat(server.accepted()).as("the server hears of no new connection").isEqualTo(1);
    await().until(() -> proxy.connections() == 2);
  }

  @Test
  void afterABlackHoleWhatLostBytesIsReset() throws Exception {
    Socket quiet = connect();
    Socket talker = connect();
    echo(quiet, "a");
    echo(talker, "b");
    proxy.blackHole();
    write(talker, "lost".getBytes(US_ASCII));
    assertSilent(talker);
    proxy.heal();
    assertReset(talker);
    echo(quiet, "goes on");
  }

  @Test
  void inABlackHoleTheServerDoesNotSeeTheClientGo() throws Exception {
    Socket socket = connect();
    echo(socket, "here");
    proxy.blackHole();
    socket.setSoLinger(true, 0);
    socket.close();
    Socket watcher = connect();
    assertSilent(watcher);
    await("the half towards the server stays").until(() -> proxy.connections() == 2);
    proxy.heal();
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void whatIsHeldArrivesLate() throws Exception {
    Socket socket = connect();
    echo(socket, "before");
    proxy.hold();
    long before = server.received();
    write(socket, "late".getBytes(US_ASCII));
    assertSilent(socket);
    assertThat(server.received()).isEqualTo(before);
    proxy.heal();
    assertThat(new String(socket.getInputStream().readNBytes(4), US_ASCII)).isEqualTo("late");
  }

  @Test
  void resetsOldAndNewConnectionsUntilHealed() throws Exception {
    Socket old = connect();
    echo(old, "here");
    proxy.reset();
    assertReset(old);
    assertThatThrownBy(() -> echo(connect(), "x"))
        .isInstanceOfAny(IOException.class, UncheckedIOException.class);
    proxy.heal();
    echo(connect(), "back");
  }

  @Test
  void breaksTheConnectionsOfTheMoment() throws Exception {
    Socket old = connect();
    echo(old, "here");
    proxy.breakConnections();
    assertReset(old);
    echo(connect(), "new ones pass");
  }

  @Test
  void aServerThatIsDownLooksLikeAReset() throws Exception {
    server.close();
    assertThatThrownBy(() -> echo(connect(), "x"))
        .isInstanceOfAny(IOException.class, UncheckedIOException.class);
  }

  @Test
  void standsBeforeEachServerOfAnEnsemble() throws Exception {
    try (EchoServer second = new EchoServer();
        ZkProxy both = ZkProxy.to(server.address() + "," + second.address())) {
      String[] addresses = both.connectString().split(",");
      echo(connect(addresses[1]), "second");
      assertThat(second.received()).isEqualTo(6);
      assertThat(server.received()).isZero();
      echo(connect(addresses[0]), "one");
      both.reset();
      assertThatThrownBy(() -> echo(connect(addresses[1]), "x"))
          .isInstanceOfAny(IOException.class, UncheckedIOException.class);
    }
  }

  @Test
  void closeLeavesNoThreadAndNoPort() throws Exception {
    Socket socket = connect();
    echo(socket, "here");
    String name = "zk-proxy " + proxy.connectString();
    assertThat(threads()).contains(name);
    proxy.close();
    proxy.close();
    assertThat(threads()).doesNotContain(name);
    assertThat(socket.getInputStream().read()).isEqualTo(-1);
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    assertThatThrownBy(proxy::heal)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> ZkProxy.to("localhost:2181/acme"))
        .hasMessageContaining("without a chroot");
    assertThatThrownBy(() -> ZkProxy.to("localhost")).hasMessageContaining("host:port");
    assertThatThrownBy(() -> ZkProxy.to("localhost:99999")).hasMessageContaining("host:port");
    assertThatThrownBy(() -> proxy.delay(Duration.ofMillis(-1))).hasMessageContaining("delay");
    assertThatThrownBy(() -> proxy.bytesPerSecond(-1)).hasMessageContaining("bytesPerSecond");
  }

  private Socket connect() throws IOException {
    return connect(proxy.connectString());
  }

  private Socket connect(String address) throws IOException {
    InetSocketAddress to = Addresses.parse(address).get(0);
    Socket socket = new Socket();
    sockets.add(socket);
    socket.connect(to, 5_000);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void echo(Socket socket, String text) throws IOException {
    write(socket, text.getBytes(US_ASCII));
    byte[] back = socket.getInputStream().readNBytes(text.length());
    if (back.length < text.length()) {
      throw new SocketException("the other side closed");
    }
    assertThat(new String(back, US_ASCII)).isEqualTo(text);
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeWithoutEnd(Socket socket, AtomicLong sent) {
    byte[] bytes = new byte[10_000];
    while (true) {
      write(socket, bytes);
      sent.addAndGet(bytes.length);
    }
  }

  private static void drain(Socket socket) {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      return;
    }
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(300);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(30_000);
  }

  private static void assertReset(Socket socket) {
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  /** So many bytes there and back over each. */
  private void carry(int bytes, Socket... over) throws IOException {
    byte[] sent = new byte[bytes];
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (Socket socket : over) {
      writers.add(CompletableFuture.runAsync(() -> write(socket, sent), threads));
    }
    for (Socket socket : over) {
      assertThat(socket.getInputStream().readNBytes(bytes)).hasSize(bytes);
    }
    writers.forEach(CompletableFuture::join);
  }

  /** Never less than that; more only now and then, on a busy machine. */
  private static void takes(long least, long most, Action action) {
    await()
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              long start = System.nanoTime();
              action.run();
              long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
              assertThat(took).isGreaterThanOrEqualTo(least);
              return took <= most;
            });
  }

  private interface Action {
    void run() throws Exception;
  }
}
