package io.zkwire.tests.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.EndpointOffer;
import io.zkwire.junit.ZkFaults;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.DnsOptions;
import io.zkwire.runtime.DnsServer;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The DNS responder, asked by {@code dig} (Debian's package bind9-dnsutils). */
@Tag("tools")
@ZkTest(sessionTimeout = "4s")
class DigTest {

  private ZkWire zk;
  private DnsServer dns;

  @BeforeEach
  void serve(ZkWire zk) {
    this.zk = zk;
    dns = zk.dns(DnsOptions.defaults().withPort(0).withTtl(Duration.ofSeconds(2)));
  }

  @AfterEach
  void close() {
    dns.close();
  }

  private List<String> dig(String... question) {
    List<String> command =
        new ArrayList<>(
            List.of("dig", "@127.0.0.1", "-p", Integer.toString(dns.address().getPort())));
    command.addAll(List.of(question));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
      return said.lines().filter(line -> !line.isBlank()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError("dig cannot be run: install bind9-dnsutils", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Test
  void addressesAndServices() {
    zk.endpointStore().add("app1", "192.168.0.1:8080");
    zk.registrations().register("app1", EndpointOffer.at("192.168.0.2", 8081).withWeight(5));
    zk.registrations().register("app1", EndpointOffer.at("2001:db8::1", 8082));
    await()
        .until(
            () -> dig("+short", "app1.zkwire.", "A").equals(List.of("192.168.0.1", "192.168.0.2")));
    assertThat(dig("+short", "+tcp", "app1.zkwire.", "A")).hasSize(2);
    assertThat(dig("+short", "app1.zkwire.", "AAAA")).containsExactly("2001:db8::1");
    assertThat(dig("+short", "_app1._tcp.zkwire.", "SRV"))
        .containsExactly(
            "0 1 8080 ip4-192-168-0-1.app1.zkwire.",
            "0 1 8082 ip6-2001-db8-0-0-0-0-0-1.app1.zkwire.",
            "0 5 8081 ip4-192-168-0-2.app1.zkwire.");
    assertThat(dig("+noall", "+answer", "ip4-192-168-0-1.app1.zkwire.", "A"))
        .singleElement()
        .asString()
        .matches("ip4-192-168-0-1\\.app1\\.zkwire\\.\\s+2\\s+IN\\s+A\\s+192\\.168\\.0\\.1");
    assertThat(dig("+short", "zkwire.", "SOA")).singleElement().asString().startsWith("ns.zkwire.");
  }

  @Test
  void whatThereIsNot() {
    zk.endpointStore().add("app1", "192.168.0.1:8080");
    assertThat(String.join("\n", dig("app2.zkwire.", "A")))
        .contains("status: NXDOMAIN", "flags: qr aa rd;", "SOA", "AUTHORITY: 1")
        .doesNotContain("WARNING: Message parser");
    assertThat(String.join("\n", dig("app1.zkwire.", "TXT")))
        .contains("status: NOERROR", "ANSWER: 0", "AUTHORITY: 1");
    assertThat(String.join("\n", dig("example.org.", "A"))).contains("status: REFUSED");
    assertThat(String.join("\n", dig("+edns=1", "+noednsnegotiation", "app1.zkwire.", "A")))
        .contains("status: BADVERS");
    assertThat(String.join("\n", dig("+opcode=UPDATE", "app1.zkwire.", "A")))
        .contains("status: NOTIMP");
  }

  @Test
  void whatIsTooLargeIsAskedAgainByTcp() {
    List<String> many = IntStream.range(0, 200).mapToObj(i -> "10.0.0." + i + ":80").toList();
    zk.endpointStore().replace("many", many, -1);
    assertThat(String.join("\n", dig("+ignore", "many.zkwire.", "A")))
        .contains("flags: qr aa tc rd;", "ANSWER: 0", "udp: 1232");
    assertThat(dig("+short", "many.zkwire.", "A")).hasSize(200);
  }

  @Test
  void whatWasKnownStaysWhileZooKeeperIsAway(ZkFaults faults) {
    zk.endpointStore().add("app1", "192.168.0.1:8080");
    assertThat(dig("+short", "app1.zkwire.", "A")).containsExactly("192.168.0.1");
    faults.stop();
    await().until(() -> zk.state() != SessionState.CONNECTED);
    assertThat(dig("+short", "app1.zkwire.", "A")).containsExactly("192.168.0.1");
    faults.restart();
    await().until(() -> zk.state() == SessionState.CONNECTED);
    zk.endpointStore().change("app1", "192.168.0.1:8080", "192.168.0.9:8080");
    await().until(() -> dig("+short", "app1.zkwire.", "A").equals(List.of("192.168.0.9")));
  }
}
