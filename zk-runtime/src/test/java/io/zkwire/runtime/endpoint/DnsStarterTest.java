package io.zkwire.runtime.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What happens where dnsjava is not there. */
class DnsStarterTest {

  private static URL url(String path) {
    try {
      return new File(path).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(path, e);
    }
  }

  private static URLClassLoader withoutDnsjava() {
    URL[] urls =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(path -> !path.contains("dnsjava"))
            .map(DnsStarterTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  @Test
  void nothingButAResponderNeedsIt() throws Exception {
    try (URLClassLoader loader = withoutDnsjava()) {
      Class<?> facade = Class.forName("io.zkwire.runtime.ZkWire", true, loader);
      assertThat(facade.getMethods()).isNotEmpty();
      Class<?> starter = Class.forName("io.zkwire.runtime.endpoint.DnsStarter", true, loader);
      assertThatThrownBy(() -> starter.getMethod("load").invoke(null))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessageContaining("[ZK-OPTION-03]")
          .hasMessageContaining("org.xbill.DNS.Message")
          .hasMessageContaining("dnsjava:dnsjava:");
    }
    assertThat(DnsStarter.load()).isNotNull();
  }
}
