package io.zkwire.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What is generated for members that give IDs. */
class IdCodeTest {

  private TestInfo test;

  @BeforeEach
  void remember(TestInfo info) {
    test = info;
  }

  @Test
  void ids() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            class Orders {
              /** Numbers of orders. Never the same twice. */
              @GlobalId(type = "${region}-orders") private IdGenerator orders;
              @GlobalId(type = "jobs", name = "job", strategy = IdStrategy.SEQUENTIAL, keepNodes = true)
              private java.util.function.Supplier<String> jobs;
              @GlobalId(type = "events", strategy = IdStrategy.SNOWFLAKE, layout = "31s-8-14",
                  epoch = "2026-01-01T00:00:00Z", javascriptSafe = true)
              volatile java.util.function.LongSupplier events;
            }
            """));
  }

  @Test
  void idInterface() throws IOException {
    golden(
        Compilations.strict(
            """
            package com.acme;
            /** Numbers. */
            public interface Numbers {
              /** The next order. Gaps are possible. */
              @GlobalId(type = "orders") long order();
              @GlobalId(type = "invoices", format = "I-{date}-{id:06}{check}") String invoice();
              @GlobalId(type = "jobs", strategy = IdStrategy.SEQUENTIAL) IdNode job();
              @Deprecated @GlobalId(type = "old") IdGenerator old();
              default String both() { return order() + invoice(); }
              static int one() { return 1; }
              @Override String toString();
              class Outer {
                interface Inner { @GlobalId(type = "inner") long inner(); }
              }
            }
            """));
  }

  private void golden(Compilation compilation) throws IOException {
    assertThat(compilation).succeededWithoutWarnings();
    Golden.check(test, compilation);
  }
}
