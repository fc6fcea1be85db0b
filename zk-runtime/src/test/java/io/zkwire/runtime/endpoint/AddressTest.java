package io.zkwire.runtime.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is an address, and what only looks like one: the latter once went to a resolver. */
class AddressTest {

  @Test
  void addressesAreCompleteAndAllElseIsLookedUpByNobody() {
    for (String address :
        List.of("10.0.0.1", "255.255.255.255", "::", "::1", "2001:db8::7", "::ffff:10.0.0.1")) {
      assertThat(Endpoint.of(address, 80).socketAddress().isUnresolved()).as(address).isFalse();
    }
    for (String name :
        List.of("999.1.1.1", "10.0.0.256", "010.0.0.1", "10.0.0", "1", "g::1", "host", ".::1")) {
      assertThat(Endpoint.of(name, 80).socketAddress().isUnresolved()).as(name).isTrue();
    }
  }
}
