package io.zkwire.spring;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says of a start that failed which bean it was about, and how to mend it in Spring's terms. */
final class ZkWireFailureAnalyzer extends AbstractFailureAnalyzer<ZkWireException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ZkWireException cause) {
    String bean = BeanFailures.bean(rootFailure);
    String description = bean == null ? cause.getMessage() : cause.getMessage() + about(bean);
    return new FailureAnalysis(description, action(cause.code()), cause);
  }

  private static String about(@Nullable String bean) {
    return System.lineSeparator() + System.lineSeparator() + "It is about the bean '" + bean + "'.";
  }

  private static String action(ErrorCode code) {
    String mend =
        switch (code) {
          case GUARD_NOT_WIRED ->
              "Let Spring call the constructor, so that the generated subclass takes the place of"
                  + " the class: make it a component, or register it with @Import. A @Bean method"
                  + " that makes the object itself takes the ZkWire as a parameter and returns"
                  + " zk.create(...). Or weave the module that the class is in.";
          case SESSION_CONNECT ->
              "Start ZooKeeper where zkwire.connect says, or mend that property. Set"
                  + " zkwire.snapshot-directory if the application shall start without it, from"
                  + " the last good values.";
          case BIND_NOT_PROCESSED ->
              "Add io.zkwire:zk-processor to the annotation processors of the module that compiles"
                  + " the class, beside those that are there.";
          case OPTION_RANGE, OPTION_CONFLICT ->
              "Mend the property of that name below zkwire, such as zkwire.session-timeout, or the"
                  + " ZkWireCustomizer that sets it.";
          default -> "Do what the message says.";
        };
    return mend + " More stands in docs/errors/" + code.id() + ".md.";
  }
}
