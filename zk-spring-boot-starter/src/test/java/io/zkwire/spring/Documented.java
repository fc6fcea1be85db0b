package io.zkwire.spring;

import io.zkwire.runtime.ZkWire;
import io.zkwire.spring.test.ZkWireTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;

/** What the guide and Javadoc show, as it stands there, to be compiled. */
@SuppressWarnings("unused")
final class Documented {

  private Documented() {}

  record Price(long cents) {
    static Price parse(String text) {
      return new Price(Long.parseLong(text));
    }
  }

  @Bean
  ZkWireCustomizer prices() {
    return builder -> builder.converter(Price.class, Price::parse);
  }
}

class NightlyJob {}

@ZkWireTest
class NightlyJobTest {
  @Autowired NightlyJob job;
  @Autowired ZkWire zk;
}
