package io.zkwire.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import io.zkwire.ErrorCode;
import io.zkwire.annotation.ZkConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A defect of the processor is an error at the class, with the stack trace. */
class DefectTest {

  @Test
  void anExceptionBecomesAnErrorAtTheClass() {
    String source =
        """
        package com.acme;
        class A { // ZK-BIND-09
          @ZkConfig("a") volatile int a;
        }
        """;
    Compilation compilation =
        javac()
            .withProcessors(new ZkWireProcessor.Wiring(tools -> List.of(new Throwing())))
            .compile(Compilations.files(source));
    assertThat(Compilations.codes(compilation)).isEqualTo(Compilations.marks(source));
    assertThat(Compilations.messages(compilation, ErrorCode.BIND_INTERNAL).get(0))
        .contains("The annotation processor failed at com.acme.A. Please report")
        .contains("java.lang.IllegalStateException: deliberate")
        .contains("DefectTest");
  }

  private static final class Throwing implements Feature {

    @Override
    public Set<String> annotations() {
      return Set.of(ZkConfig.class.getName());
    }

    @Override
    public Output read(WiredClass owner, Report.Builder report) {
      throw new IllegalStateException("deliberate");
    }
  }
}
