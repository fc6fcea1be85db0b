package io.zkwire.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What is generated for endpoints, word for word. */
class EndpointCodeTest {

  private TestInfo test;

  @BeforeEach
  void remember(TestInfo info) {
    test = info;
  }

  @Test
  void endpoints() throws IOException {
    golden(
        """
        package com.acme;
        /** Serves orders. Not more. */
        @ServiceEndpoint(domain = "${region}-orders", port = "{port}", healthy = "{ready}",
            host = "${host}", weight = 3, zone = "${zone}", tags = {"v2", "eu"},
            metadata = "path=/orders", format = EndpointFormat.SPRING)
        class Orders {
          private volatile boolean ready;
          private Integer port() { return 7; }

          /** Where bills are written. */
          @Discover("bills") private Endpoints bills;

          @Discover(value = "stock", balance = Balance.LEAST_RESPONSE_TIME, zone = "${zone}",
              tags = "v2", maxAge = "10m", ejectAfter = 3, ejectFor = "500ms", floor = 80)
          private Endpoints stock;

          @Discover(value = "own", strategy = First.class) Endpoints own;

          @OnEndpointsChange("bills") void changed(EndpointsChange change) throws Exception {}
          /** Looks again. */
          @OnEndpointsChange("stock") private void hidden() {}

          static class First implements EndpointStrategy {
            @Override public EndpointPicker prepare(List<? extends Backend> backends) {
              return hash -> 0;
            }
          }
        }
        """);
  }

  @Test
  void fixedEndpoint() throws IOException {
    golden(
        """
        package com.acme;
        @ServiceEndpoint(domain = "fixed", port = "8080")
        public class Fixed<T extends Comparable<T>> {
          @ServiceEndpoint(domain = "inner", port = "${port}", healthy = "{isUp}")
          public static class Inner {
            public boolean isUp() { return true; }
          }
        }
        """);
  }

  private void golden(String source) throws IOException {
    Compilation compilation = Compilations.strict(source);
    assertThat(compilation).succeededWithoutWarnings();
    Golden.check(test, compilation);
  }
}
