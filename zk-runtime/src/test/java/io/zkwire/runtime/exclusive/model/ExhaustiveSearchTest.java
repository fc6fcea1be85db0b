package io.zkwire.runtime.exclusive.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits every state of two processes that stand for one lock, within {@link Bounds}: at most one
 * term is valid at a time, and tokens rise in the order of the grants. Each rule is then taken away
 * by itself, and the search must find what it was for.
 */
class ExhaustiveSearchTest {

  private static final Logger LOG = LoggerFactory.getLogger(ExhaustiveSearchTest.class);
  private static final Set<Rule> ALL = EnumSet.allOf(Rule.class);

  /** A long line; a clock of finer ticks; another lock below the same parent. */
  static List<Bounds> bounds() {
    return List.of(
        new Bounds(2, 2, 3, 2, 1, false),
        new Bounds(3, 3, 2, 2, 1, false),
        new Bounds(2, 2, 2, 2, 1, true));
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void theProtocolHasNoOverlap(Bounds bounds) {
    Model model = new Model(bounds, ALL);
    Outcome outcome = Search.of(model, model::oneTerm);
    LOG.info("All rules, {}: {}", bounds, outcome);
    assertThat(outcome.trace()).as("after %d states", outcome.states()).isEmpty();
    assertThat(outcome.neverTaken()).as("steps that were possible nowhere").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void withoutARuleTwoProcessesOverlap(Rule rule) {
    Bounds bounds = new Bounds(2, 2, 2, 2, 1, rule == Rule.PARENT_HAS_ITS_OWN_WAIT);
    Model model = new Model(bounds, EnumSet.complementOf(EnumSet.of(rule)));
    Outcome outcome = Search.of(model, model::oneProcess);
    LOG.info("Without {}: {}", rule, outcome);
    assertThat(outcome.trace()).as("after %d states", outcome.states()).isNotEmpty();
  }
}
