package io.zkwire.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.common.ZKConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What is left out of ZooKeeper's configuration changes nothing in it. */
@Isolated("sets system properties")
class ClientConfigsTest {

  private final Map<String, String> before = new HashMap<>();

  private void set(String name) {
    before.putIfAbsent(name, System.getProperty(name));
    System.setProperty(name, "true");
  }

  @AfterEach
  void restore() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
    before.clear();
  }

  /** All that a configuration has, without what is null. */
  private static Map<Object, Object> content(ZKClientConfig config)
      throws ReflectiveOperationException {
    Field field = ZKConfig.class.getDeclaredField("properties");
    field.setAccessible(true);
    Map<Object, Object> content = new HashMap<>((Map<?, ?>) field.get(config));
    content.values().removeIf(value -> value == null);
    return content;
  }

  private static Set<String> names() throws ReflectiveOperationException {
    Field field = ZKConfig.class.getDeclaredField("properties");
    field.setAccessible(true);
    Set<String> names = new TreeSet<>();
    ((Map<?, ?>) field.get(new ZKClientConfig())).keySet().forEach(n -> names.add((String) n));
    return names;
  }

  @Test
  void eachSystemPropertyThatZooKeeperHeedsIsHeeded() throws ReflectiveOperationException {
    assertThat(content(ClientConfigs.ofSystemProperties()))
        .isEqualTo(content(new ZKClientConfig()));
    Set<String> names = names();
    assertThat(names).hasSizeGreaterThan(30).contains("zookeeper.ssl.keyStore.location");
    for (String name : names) {
      set(name);
      assertThat(content(ClientConfigs.ofSystemProperties()))
          .as(name)
          .isEqualTo(content(new ZKClientConfig()))
          .containsKey(name);
      restore();
    }
  }

  @Test
  void aClientThatIsKeptApartHeedsNone() throws ReflectiveOperationException {
    for (String name : names()) {
      set(name);
    }
    assertThat(content(ClientConfigs.apart())).isEmpty();
  }
}
