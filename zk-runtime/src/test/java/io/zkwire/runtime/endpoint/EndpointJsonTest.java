package io.zkwire.runtime.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.Endpoint;
import io.zkwire.EndpointFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from nodes, whoever wrote them, and what is written. */
class EndpointJsonTest {

  private static boolean loaded;

  /** What a node may name, and nobody may load. */
  static final class Trap {
    static {
      loaded = true;
    }

    public void setCommand(String command) {
      loaded = true;
    }
  }

  private static Endpoint read(String json) {
    return EndpointJson.read("id", json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource(EndpointFormat.class)
  void whatIsWrittenIsRead(EndpointFormat format) {
    Endpoint endpoint =
        new Endpoint("id", "10.0.0.1", 80, 7, "eu", Set.of("a", "b"), Map.of("path", "/x"));
    byte[] json = EndpointJson.write("app1", endpoint, format, 5);
    Endpoint back = EndpointJson.read("id", json);
    assertThat(back.withMetadata(Map.of("path", back.metadata().get("path")))).isEqualTo(endpoint);
    assertThat(EndpointJson.write("app1", endpoint, format, 5)).isEqualTo(json);
  }

  @Test
  void theNodesOfOthersAreRead() {
    assertThat(
            read(
                """
                {"name":"app1","id":"x","address":"10.0.0.1","port":8080,"sslPort":null,
                 "payload":{"@class":"org.springframework.cloud.zookeeper.discovery.ZookeeperInstance",
                   "id":"app1","name":"app1","metadata":{"instance_status":"UP","zone":"eu","weight":"3"}},
                 "registrationTimeUTC":1,"serviceType":"DYNAMIC","uriSpec":null,"new":{"a":[1]}}"""))
        .isEqualTo(
            new Endpoint(
                "id", "10.0.0.1", 8080, 3, "eu", Set.of(), Map.of("zone", "eu", "weight", "3")));
    assertThat(read("{\"address\":\"h\",\"port\":null,\"sslPort\":8443,\"payload\":\"text\"}"))
        .isEqualTo(new Endpoint("id", "h", 8443, 1, "", Set.of(), Map.of()));
  }

  @Test
  void whatShallNotBeCalledIsNoEndpoint() {
    String out =
        "{\"address\":\"h\",\"port\":1,\"payload\":{\"metadata\":{\"instance_status\":\"%s\"}}}";
    assertThat(read(out.formatted("OUT_OF_SERVICE"))).isNull();
    assertThat(read(out.formatted("DOWN"))).isNull();
    assertThat(read(out.formatted("up"))).isNotNull();
    assertThat(read("{\"address\":\"h\",\"port\":1,\"enabled\":false}")).isNull();
  }

  /** F7: x-discovery's own serializer makes an object of that class and calls its setter. */
  @Test
  void aClassThatANodeNamesIsDataAndNothingMore() {
    String trap = "\"@class\":\"" + EndpointJsonTest.class.getName() + "$Trap\",\"command\":\"x\"";
    assertThat(read("{" + trap + ",\"address\":\"h\",\"port\":1,\"payload\":{" + trap + "}}"))
        .isNotNull();
    assertThat(loaded).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "[]",
        "null",
        "{",
        "{} {}",
        "{\"address\":\"h\"}",
        "{\"address\":7,\"port\":1}",
        "{\"address\":\"h\",\"port\":\"80\"}",
        "{\"address\":\"h\",\"port\":0}",
        "{\"address\":\"h\",\"port\":65536}",
        "{\"address\":\"h\",\"port\":1e9}",
        "{\"address\":\"h\",\"port\":99999999999999999999}",
        "{\"address\":\"a b\",\"port\":1}",
        "{\"address\":\"a\\nb\",\"port\":1}",
        "{\"address\":\"http://h/\",\"port\":1}",
        "{\"address\":\"h\",\"port\":1,\"port\":2}",
        "{\"address\":\"h\",\"port\":1,\"zkwire\":{\"weight\":-1}}",
        "{\"address\":\"h\",\"port\":1,\"zkwire\":{\"weight\":10001}}"
      })
  void whatIsNoEndpointIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsTooMuchIsRefused() {
    String open = "{\"address\":\"h\",\"port\":1,";
    String many =
        IntStream.range(0, 101)
            .mapToObj(i -> "\"k" + i + "\":\"v\"")
            .collect(Collectors.joining(","));
    for (String json :
        new String[] {
          "[".repeat(60_000),
          "{\"a\":".repeat(60) + "1" + "}".repeat(60),
          open + "\"x\":\"" + "y".repeat(70_000) + "\"}",
          open + "\"zkwire\":{\"zone\":\"" + "y".repeat(1_001) + "\"}}",
          open + "\"payload\":{\"metadata\":{" + many + "}}}",
          open + "\"x\":" + "9".repeat(60) + "}"
        }) {
      assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theStaticRecordIsReadEntryByEntry() {
    StaticRecord record =
        StaticRecord.read(
            " 192.168.0.1:8080,192.168.0.2:8080,,host,[::1]:80,::1:80,a:0,a b:1,a:1x,:5,b:65535\n"
                .getBytes(UTF_8));
    assertThat(record.endpoints())
        .extracting(Endpoint::address)
        .containsExactly("192.168.0.1:8080", "192.168.0.2:8080", "[::1]:80", "b:65535");
    assertThat(record.malformed()).containsOnlyKeys("host", "::1:80", "a:0", "a b:1", "a:1x", ":5");
    assertThat(StaticRecord.read(null).endpoints()).isEmpty();
  }

  @Test
  void addressesForSocketsLookNothingUp() {
    assertThat(Endpoint.of("127.0.0.1", 80).socketAddress().isUnresolved()).isFalse();
    assertThat(Endpoint.parse("[::1]:80").socketAddress().isUnresolved()).isFalse();
    assertThat(Endpoint.of("no.such.host.invalid", 80).socketAddress().isUnresolved()).isTrue();
  }
}
