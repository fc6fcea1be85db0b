package io.zkwire.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.OptionException;
import io.zkwire.ZkWireException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectStringTest {

  @Test
  void takesAddressesAndChrootApart() {
    ConnectString parsed = ConnectString.parse("zk1:2182, zk2,[::1]:99/acme/one");
    assertThat(parsed.servers()).containsExactly("zk1:2182", "zk2:2181", "[::1]:99");
    assertThat(parsed.chroot()).isEqualTo("/acme/one");
    assertThat(ConnectString.parse("a:1/").chroot()).isEmpty();
    assertThat(ConnectString.parse("a:1").hosts()).isEqualTo("a:1");
  }

  @Test
  void refusesWhatIsMalformedByName() {
    for (String text : List.of("", ",", "a:0", "a:65536", "a:x", "a b:1", "a:1,,b:2", "http://a")) {
      assertThatThrownBy(() -> ConnectString.parse(text))
          .as(text)
          .isInstanceOfSatisfying(
              OptionException.class, e -> assertThat(e.option()).isEqualTo("connect"))
          .hasMessageStartingWith("[ZK-OPTION-01]");
    }
    assertThatThrownBy(() -> ConnectString.parse("a:1/b/../c")).isInstanceOf(ZkWireException.class);
  }

  @Test
  void knowsLoopback() {
    assertThat(ConnectString.parse("127.0.0.1:1,localhost:2,[::1]:3").loopback()).isTrue();
    assertThat(ConnectString.parse("localhost:2,zk.example.org:3").loopback()).isFalse();
  }
}
