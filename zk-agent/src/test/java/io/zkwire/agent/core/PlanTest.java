package io.zkwire.agent.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.agent.mapping.ClassEntry;
import io.zkwire.agent.mapping.MappingFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a mapping comes to for a class file. */
class PlanTest {

  /** Somebody's class. */
  abstract static class Legacy {
    final int constant = 5;
    final int known;
    @Nullable String text;

    Legacy(int known) {
      this.known = known;
    }

    java.util.function.LongSupplier orders = () -> constant;

    final java.util.function.Supplier<String> invoices = () -> text;

    void run() {}

    void run(int times) {}

    int count(double rate, long[] all) {
      return constant;
    }

    @Nullable Legacy self() {
      return null;
    }

    abstract void missing();
  }

  private static Plan plan(String members) {
    ClassEntry entry =
        MappingFile.parse(
                "zkwire.yaml",
                "version: 1\nzookeeper: { connect: \"zk:1\" }\nclasses:\n  - class: "
                    + Legacy.class.getName()
                    + "\n"
                    + members)
            .classes()
            .get(0);
    String resource = "/" + Legacy.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(Legacy.class.getResourceAsStream(resource))) {
      return Plan.of(entry, ClassShape.read(in.readAllBytes()), new SiteNumbers());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String field(String entry) {
    return plan("    fields:\n      - { " + entry + " }\n").refusals().toString();
  }

  private static String method(String entry) {
    return plan("    methods:\n      - { " + entry + " }\n").refusals().toString();
  }

  @Test
  void idsGoToFieldsThatGiveThem() {
    assertThat(field("field: orders, id: orders")).isEqualTo("{}");
    assertThat(field("field: orders, id: o, strategy: snowflake, layout: 41-8-14")).isEqualTo("{}");
    assertThat(field("field: invoices, id: i")).contains("it is final");
    assertThat(field("field: text, id: i")).contains("it is no LongSupplier");
  }

  @Test
  void aConstantCannotBeBoundAndAFinalFieldCannotBeWritten() {
    assertThat(field("field: constant, config: k")).contains("the compiler has copied");
    assertThat(field("field: known, config: k")).isEqualTo("{}");
    assertThat(field("field: known, config: k, mode: write")).contains("take mode: filter");
    assertThat(field("field: text, config: k, min: 1")).isEqualTo("{}");
  }

  @Test
  void aMemberThatIsNotThereIsRefusedWithANearOne() {
    assertThat(field("field: knwon, config: k")).contains("did you mean 'known'");
    assertThat(method("method: cuont, leader-only: r")).contains("did you mean 'count'");
  }

  @Test
  void anOverloadedMethodNeedsItsTypes() {
    assertThat(method("method: run, leader-only: r")).contains("[run(), run(int)]");
    assertThat(method("method: \"run(int)\", leader-only: r")).isEqualTo("{}");
    assertThat(method("method: \"count(double,long[])\", lock: l, otherwise: throw"))
        .isEqualTo("{}");
  }

  @Test
  void aMethodThatReturnsSomethingSaysWhatItReturnsOtherwise() {
    assertThat(method("method: count, leader-only: r")).contains("'otherwise' does not say");
    assertThat(method("method: count, leader-only: r, otherwise: skip")).contains("just skip");
    assertThat(method("method: count, leader-only: r, otherwise: empty")).contains("never empty");
    assertThat(method("method: count, leader-only: r, otherwise: { return: many }"))
        .contains("cannot be many");
    assertThat(method("method: count, leader-only: r, otherwise: { return: -1 }")).isEqualTo("{}");
    assertThat(method("method: self, leader-only: r, otherwise: { return: null }")).isEqualTo("{}");
    assertThat(method("method: self, leader-only: r, otherwise: { return: text }"))
        .contains("cannot be text");
  }

  @Test
  void aMethodWithoutABodyAndAPlaceWithoutAParameterAreRefused() {
    assertThat(method("method: missing, leader-only: r")).contains("no body");
    assertThat(method("method: \"run(int)\", lock: \"l-{1}\"")).contains("{1}");
  }
}
