package io.zkwire.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zkwire.EndpointOffer;
import io.zkwire.ErrorCode;
import io.zkwire.OptionException;
import io.zkwire.ZkWireException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.directory.Attributes;
import javax.naming.directory.InitialDirContext;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The DNS responder, asked by dnsjava's resolver, by the JDK's own, and by who means no good. */
class DnsResponderTest {

  private final Counting counts = new Counting();
  private TestingServer server;
  private ZkWire zk;
  private DnsServer dns;

  @BeforeEach
  void connect() throws Exception {
    server = new TestingServer();
    zk =
        ZkWire.builder()
            .connect(server.getConnectString() + "/app")
            .sessionTimeout(Duration.ofSeconds(4))
            .metrics(counts)
            .start();
  }

  @AfterEach
  void close() throws Exception {
    zk.close();
    server.close();
  }

  private void serve(DnsOptions options) {
    dns = zk.dns(options.withPort(0));
  }

  private SimpleResolver resolver() {
    SimpleResolver resolver = new SimpleResolver(dns.address());
    resolver.setTimeout(Duration.ofSeconds(10));
    return resolver;
  }

  private static Message query(String name, int type) throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
  }

  private Message ask(String name, int type) throws IOException {
    return resolver().send(query(name, type));
  }

  private List<String> answers(String name, int type) throws IOException {
    Message answer = ask(name, type);
    assertThat(answer.getRcode()).as("%s", answer).isEqualTo(Rcode.NOERROR);
    return answer.getSection(Section.ANSWER).stream().map(Record::rdataToString).sorted().toList();
  }

  private static void assertNone(Message answer, int rcode) {
    assertThat(answer.getRcode()).as("%s", answer).isEqualTo(rcode);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    assertThat(answer.getSection(Section.AUTHORITY)).hasExactlyElementsOfTypes(SOARecord.class);
  }

  private void domain(String domain, String... addresses) {
    for (String address : addresses) {
      zk.endpointStore().add(domain, address);
    }
  }

  @Test
  void aDomainIsTheAddressesOfItsEndpoints() throws Exception {
    serve(DnsOptions.defaults().withTtl(Duration.ofSeconds(3)));
    domain("app1", "10.0.0.1:80", "10.0.0.2:80", "10.0.0.2:81", "[2001:db8::7]:80");
    assertThat(answers("app1.zkwire.", Type.A)).containsExactly("10.0.0.1", "10.0.0.2");
    assertThat(answers("APP1.zkWIRE.", Type.AAAA)).containsExactly("2001:db8:0:0:0:0:0:7");
    Message answer = ask("app1.zkwire.", Type.A);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(answer.getHeader().getFlag(Flags.RA)).isFalse();
    assertThat(answer.getSection(Section.ANSWER).get(0).getTTL()).isEqualTo(3);

    zk.endpointStore().remove("app1", "10.0.0.1:80");
    await().until(() -> answers("app1.zkwire.", Type.A).equals(List.of("10.0.0.2")));
    zk.registrations().register("later", EndpointOffer.at("10.0.0.3", 80));
    await().until(() -> ask("later.zkwire.", Type.A).getHeader().getCount(Section.ANSWER) == 1);
  }

  @Test
  void aServiceHasPortsWeightsAndPriorities() throws Exception {
    serve(DnsOptions.defaults().withNear("eu"));
    zk.registrations()
        .register("app1.prod", EndpointOffer.at("10.0.0.1", 8080).withWeight(3).withZone("eu"));
    zk.registrations().register("app1.prod", EndpointOffer.at("host.example.org", 8081));
    zk.registrations().register("app1.prod", EndpointOffer.at("2001:db8::7", 8082));
    String service = "_app1._tcp.prod.zkwire.";
    await().until(() -> answers(service, Type.SRV).size() == 3);
    assertThat(answers(service, Type.SRV))
        .containsExactly(
            "0 3 8080 ip4-10-0-0-1.app1.prod.zkwire.",
            "1 1 8081 host.example.org.",
            "1 1 8082 ip6-2001-db8-0-0-0-0-0-7.app1.prod.zkwire.");
    List<Record> more = ask(service, Type.SRV).getSection(Section.ADDITIONAL);
    assertThat(more).hasAtLeastOneElementOfType(ARecord.class);
    assertThat(answers("ip4-10-0-0-1.app1.prod.zkwire.", Type.A)).containsExactly("10.0.0.1");
    assertThat(answers("ip6-2001-db8-0-0-0-0-0-7.app1.prod.zkwire.", Type.AAAA)).hasSize(1);
    assertNone(ask("ip4-10-0-0-1.app1.prod.zkwire.", Type.AAAA), Rcode.NOERROR);
    assertNone(ask("ip4-6-6-6-6.app1.prod.zkwire.", Type.A), Rcode.NXDOMAIN);
    assertNone(ask(service, Type.A), Rcode.NOERROR);
    assertThat(ask(service, Type.SRV).getSection(Section.ANSWER))
        .hasOnlyElementsOfType(SRVRecord.class);
  }

  @Test
  void whereThereAreHostNamesOnlyOneOfThemIsTheOtherName() throws Exception {
    serve(DnsOptions.defaults());
    domain("app1", "one.example.org:80", "two.example.org:80", "999.1.1.1:80", "a..b:80");
    Set<String> seen = new HashSet<>();
    await()
        .until(
            () -> {
              List<String> names = answers("app1.zkwire.", Type.A);
              assertThat(names).hasSize(1);
              seen.addAll(names);
              return seen.containsAll(Set.of("one.example.org.", "two.example.org."));
            });
  }

  @Test
  void whatThereIsNotIsToldFromWhatHasNoSuchRecord() throws Exception {
    serve(DnsOptions.defaults());
    domain("app1.prod", "10.0.0.1:80");
    zk.curator().create().forPath("/app/services/idle");
    domain("upper-Case", "10.0.0.9:80");
    assertNone(ask("app2.zkwire.", Type.A), Rcode.NXDOMAIN);
    assertNone(ask("a.app1.prod.zkwire.", Type.A), Rcode.NXDOMAIN);
    assertNone(ask("\\007\\.x.zkwire.", Type.A), Rcode.NXDOMAIN);
    assertNone(ask("app1.prod.zkwire.", Type.AAAA), Rcode.NOERROR);
    assertNone(ask("app1.prod.zkwire.", Type.TXT), Rcode.NOERROR);
    assertNone(ask("prod.zkwire.", Type.A), Rcode.NOERROR);
    assertNone(ask("_tcp.prod.zkwire.", Type.A), Rcode.NOERROR);
    assertNone(ask("_udp.prod.zkwire.", Type.A), Rcode.NXDOMAIN);
    assertNone(ask("zkwire.", Type.A), Rcode.NOERROR);
    await().untilAsserted(() -> assertNone(ask("idle.zkwire.", Type.A), Rcode.NOERROR));
    await().until(() -> answers("upper-case.zkwire.", Type.A).equals(List.of("10.0.0.9")));

    assertThat(answers("zkwire.", Type.SOA)).hasSize(1);
    assertThat(answers("zkwire.", Type.NS)).containsExactly("ns.zkwire.");
    assertThat(answers("ns.zkwire.", Type.A)).containsExactly("127.0.0.1");
    for (Message refused :
        List.of(
            ask("example.org.", Type.A),
            ask("xzkwire.", Type.A),
            resolver().send(new Message(query("zkwire.", Type.IXFR).toWire())))) {
      assertThat(refused.getRcode()).isEqualTo(Rcode.REFUSED);
      assertThat(refused.getSection(Section.ANSWER)).isEmpty();
    }
  }

  @Test
  void onlyTheDomainsThatAreNamedAreTold() throws Exception {
    serve(DnsOptions.defaults().withZone("svc.example.org").withDomains("app1"));
    domain("app1", "10.0.0.1:80");
    domain("secret", "10.0.0.2:80");
    assertThat(answers("app1.svc.example.org.", Type.A)).containsExactly("10.0.0.1");
    assertNone(ask("secret.svc.example.org.", Type.A), Rcode.NXDOMAIN);
  }

  @Test
  void whatIsTooLargeForUdpGoesByTcp() throws Exception {
    serve(DnsOptions.defaults());
    zk.endpointStore()
        .replace(
            "app1",
            IntStream.range(0, 300).mapToObj(i -> "10.0.1." + i % 250 + ":" + (1 + i)).toList(),
            -1);
    zk.endpointStore()
        .replace("few", IntStream.range(0, 60).mapToObj(i -> "10.0.2." + i + ":1").toList(), -1);
    SimpleResolver resolver = resolver();
    resolver.setIgnoreTruncation(true);
    resolver.setEDNS(-1);
    Message plain = resolver.send(query("few.zkwire.", Type.A));
    assertThat(plain.getHeader().getFlag(Flags.TC)).as("60 addresses in 512 bytes").isTrue();
    assertThat(plain.getSection(Section.ANSWER)).isEmpty();
    assertThat(plain.getOPT()).isNull();

    resolver.setEDNS(0, 4_096, 0, List.of());
    Message larger = resolver.send(query("few.zkwire.", Type.A));
    assertThat(larger.getHeader().getFlag(Flags.TC)).as("in 1232 bytes").isFalse();
    assertThat(larger.getSection(Section.ANSWER)).hasSize(60);
    assertThat(larger.getOPT().getPayloadSize()).isEqualTo(1_232);

    assertThat(resolver.send(query("app1.zkwire.", Type.A)).getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(counts.of("zkwire.dns.truncated")).isGreaterThanOrEqualTo(2);
    assertThat(answers("app1.zkwire.", Type.A)).as("asked again by TCP").hasSize(250);
    assertThat(answers("_app1._tcp.zkwire.", Type.SRV)).hasSize(300);
  }

  @Test
  void tenThousandEndpointsAreAFewOfThemByTurns() throws Exception {
    serve(DnsOptions.defaults());
    zk.endpointStore()
        .replace(
            "many",
            IntStream.range(0, 10_000)
                .mapToObj(i -> "10.1." + i / 250 + "." + i % 250 + ":1")
                .toList(),
            -1);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      List<String> some = answers("many.zkwire.", Type.A);
      assertThat(some).hasSize(500).doesNotHaveDuplicates();
      seen.addAll(some);
    }
    assertThat(seen.size()).isGreaterThan(600);
    assertThat(answers("_many._tcp.zkwire.", Type.SRV)).hasSizeBetween(250, 500);
  }

  @Test
  void aVersionOfEdnsAndAnOpcodeThatItDoesNotKnow() throws Exception {
    serve(DnsOptions.defaults());
    Message query = query("zkwire.", Type.SOA);
    query.addRecord(new OPTRecord(1_232, 0, 1), Section.ADDITIONAL);
    assertThat(resolver().send(query).getRcode()).isEqualTo(Rcode.BADVERS);
    Message update = query("zkwire.", Type.SOA);
    update.getHeader().setOpcode(Opcode.UPDATE);
    assertThat(resolver().send(update).getRcode()).isEqualTo(Rcode.NOTIMP);
    Message none = new Message(7);
    assertThat(new Message(udp(none.toWire())).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  private byte[] udp(byte[] bytes) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(10_000);
      socket.send(new DatagramPacket(bytes, bytes.length, dns.address()));
      DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
      socket.receive(answer);
      return java.util.Arrays.copyOf(answer.getData(), answer.getLength());
    }
  }

  @Test
  void whatIsNoQueryIsDroppedAndCountedAndHarmsNobody() throws Exception {
    serve(DnsOptions.defaults());
    domain("app1", "10.0.0.1:80");
    Message response = query("app1.zkwire.", Type.A);
    response.getHeader().setFlag(Flags.QR);
    byte[] loop = query("app1.zkwire.", Type.A).toWire();
    loop[12] = (byte) 0xc0; // a name that points at itself
    loop[13] = 12;
    List<byte[]> none = List.of(new byte[0], new byte[11], response.toWire(), loop);
    try (DatagramSocket socket = new DatagramSocket()) {
      for (byte[] each : none) {
        socket.send(new DatagramPacket(each, each.length, dns.address()));
      }
    }
    await().until(() -> counts.of("zkwire.dns.dropped") == none.size());
    assertThat(counts.of("zkwire.dns.queries")).isZero();
    List<byte[]> hostile = new ArrayList<>();
    Random random = new Random(7);
    byte[] good = query("app1.zkwire.", Type.A).toWire();
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = i % 2 == 0 ? good.clone() : new byte[random.nextInt(600)];
      for (int j = i % 2 == 0 ? 3 : bytes.length; j > 0; j--) {
        if (bytes.length > 0) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      hostile.add(bytes);
    }
    try (DatagramSocket socket = new DatagramSocket()) {
      for (byte[] each : hostile) {
        socket.send(new DatagramPacket(each, each.length, dns.address()));
      }
    }
    SimpleResolver again = new SimpleResolver(dns.address());
    again.setTimeout(Duration.ofSeconds(1)); // a query may be lost among so many, as UDP is
    await()
        .ignoreExceptions()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                again.send(query("app1.zkwire.", Type.A)).getHeader().getCount(Section.ANSWER)
                    == 1);
    assertThat(counts.of("zkwire.dns.dropped")).isGreaterThan(4);
  }

  @Test
  void connectionsHaveLimits() throws Exception {
    serve(DnsOptions.defaults().withConnections(2, Duration.ofMillis(500)));
    domain("app1", "10.0.0.1:80");
    byte[] query = query("app1.zkwire.", Type.A).toWire();
    try (Socket several = connection()) {
      DataOutputStream out = new DataOutputStream(several.getOutputStream());
      DataInputStream in = new DataInputStream(several.getInputStream());
      for (int i = 0; i < 3; i++) {
        out.writeShort(query.length);
        out.write(query);
        byte[] answer = in.readNBytes(in.readUnsignedShort());
        assertThat(new Message(answer).getSection(Section.ANSWER)).hasSize(1);
      }
      assertThat(in.read()).as("nothing more: cut off when idle").isEqualTo(-1);
    }
    try (Socket slow = connection()) {
      slow.getOutputStream().write(new byte[] {0});
      assertThat(slow.getInputStream().read()).as("half a length").isEqualTo(-1);
    }
    long dropped = counts.of("zkwire.dns.dropped");
    try (Socket large = connection()) {
      large.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xff});
      assertThat(large.getInputStream().read()).as("a query of 65,535 bytes").isEqualTo(-1);
    }
    assertThat(counts.of("zkwire.dns.dropped")).isGreaterThan(dropped);
    List<Socket> many = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        many.add(connection());
      }
      await().until(() -> counts.of("zkwire.dns.dropped") >= dropped + 9);
    } finally {
      for (Socket each : many) {
        each.close();
      }
    }
    SimpleResolver tcp = resolver();
    tcp.setTCP(true);
    await()
        .ignoreExceptions()
        .until(
            () ->
                tcp.send(query("app1.zkwire.", Type.A)).getHeader().getCount(Section.ANSWER) == 1);
  }

  private Socket connection() throws IOException {
    Socket socket = new Socket();
    socket.connect(dns.address());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** A list is never empty because ZooKeeper is down, and older than wanted it is a failure. */
  @Test
  void whatWasKnownIsToldWhileZooKeeperIsAway() throws Exception {
    serve(DnsOptions.defaults());
    DnsServer old = zk.dns(DnsOptions.defaults().withPort(0).withMaxAge(Duration.ofMillis(500)));
    domain("app1", "10.0.0.1:80");
    domain("never-asked", "10.0.0.2:80");
    assertThat(answers("app1.zkwire.", Type.A)).containsExactly("10.0.0.1");
    SimpleResolver limited = new SimpleResolver(old.address());
    assertThat(limited.send(query("app1.zkwire.", Type.A)).getRcode()).isEqualTo(Rcode.NOERROR);
    server.stop();
    await().until(() -> zk.state() != SessionState.CONNECTED);
    await().until(() -> limited.send(query("app1.zkwire.", Type.A)).getRcode() == Rcode.SERVFAIL);
    assertThat(answers("app1.zkwire.", Type.A)).as("at any age").containsExactly("10.0.0.1");
    assertThat(ask("never-asked.zkwire.", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertNone(ask("no-domain.zkwire.", Type.A), Rcode.NXDOMAIN);
    server.restart();
    await().until(() -> limited.send(query("app1.zkwire.", Type.A)).getRcode() == Rcode.NOERROR);
    await().until(() -> answers("never-asked.zkwire.", Type.A).equals(List.of("10.0.0.2")));
  }

  @Test
  void otherResolversUnderstandIt() throws Exception {
    serve(DnsOptions.defaults());
    domain("app1", "10.0.0.1:8080", "10.0.0.2:8080");
    Lookup lookup = new Lookup("app1.zkwire.", Type.A);
    lookup.setResolver(resolver());
    lookup.setCache(null);
    assertThat(lookup.run()).hasSize(2);

    Hashtable<String, String> jndi = new Hashtable<>();
    jndi.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    jndi.put(Context.PROVIDER_URL, "dns://127.0.0.1:" + dns.address().getPort());
    InitialDirContext context = new InitialDirContext(jndi);
    Attributes found = context.getAttributes("app1.zkwire", new String[] {"A"});
    assertThat(found.get("A").size()).isEqualTo(2);
    Attributes services = context.getAttributes("_app1._tcp.zkwire", new String[] {"SRV"});
    assertThat(services.get("SRV").get().toString()).matches("0 1 8080 ip4-10-0-0-[12]\\.app1.*");
    assertThatThrownBy(() -> context.getAttributes("app2.zkwire", new String[] {"A"}))
        .isInstanceOf(NameNotFoundException.class);
    context.close();
  }

  @Test
  void nothingOfItIsLeft() throws Exception {
    serve(DnsOptions.defaults());
    domain("app1", "10.0.0.1:80");
    assertThat(answers("app1.zkwire.", Type.A)).hasSize(1);
    assertThat(zk.watches()).contains("/services/app1");
    InetSocketAddress address = dns.address();
    assertThatThrownBy(() -> zk.dns(DnsOptions.defaults().withPort(address.getPort())))
        .isInstanceOfSatisfying(
            ZkWireException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENDPOINT_DNS));
    try (Socket open = connection()) {
      dns.close();
      dns.close();
      assertThat(open.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(zk.watches()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().contains("-dns-"));
    try (DnsServer again = zk.dns(DnsOptions.defaults().withPort(address.getPort()))) {
      assertThat(again.address()).isEqualTo(address);
    }
    DnsServer last = zk.dns(DnsOptions.defaults().withPort(0));
    zk.close();
    new DatagramSocket(last.address()).close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().contains("-dns-"));
  }

  @Test
  void optionsOutOfRangeAreRefused() throws Exception {
    DnsOptions good = DnsOptions.defaults();
    assertThat(good.address()).isEqualTo(InetAddress.getLoopbackAddress());
    assertThat(good.withZone("a.b").zone()).isEqualTo("a.b.");
    for (Runnable each :
        List.<Runnable>of(
            () -> good.withZone("."),
            () -> good.withZone("a..b."),
            () -> good.withZone("-a."),
            () -> good.withPort(-1),
            () -> good.withTtl(Duration.ofMillis(1_500)),
            () -> good.withTtl(Duration.ofDays(2)),
            () -> good.withMaxAge(Duration.ZERO),
            () -> good.withUdpSize(511),
            () -> good.withConnections(0, Duration.ofSeconds(1)),
            () -> good.withConnections(1, Duration.ofMillis(1)))) {
      assertThatThrownBy(each::run)
          .isInstanceOfSatisfying(
              OptionException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPTION_RANGE));
    }
  }
}
