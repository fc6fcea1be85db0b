package io.zkwire.spring;

import io.zkwire.Live;
import io.zkwire.runtime.ZkWire;
import io.zkwire.spring.test.ZkWireTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

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

class Reports {}

class NightlyJob {}

@ZkWireTest
@Import(Reports.class)
class NightlyJobTest {
  @Autowired NightlyJob job;
  @Autowired ZkWire zk;
}

@ConfigurationProperties("shop.hours")
record Hours(@DefaultValue("8") int opens, @DefaultValue("18") int closes) {}

@Component
class Door {
  private final Live<Hours> hours;

  Door(Live<Hours> hours) {
    this.hours = hours;
    hours.onChange(change -> System.out.println("now from " + change.newValue().opens()));
  }

  boolean open(int hour) {
    Hours now = hours.get(); // one volatile read: take it once for one decision
    return hour >= now.opens() && hour < now.closes();
  }
}
