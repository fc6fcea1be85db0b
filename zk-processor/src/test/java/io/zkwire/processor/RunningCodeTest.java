package io.zkwire.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import io.zkwire.ConfigChange;
import io.zkwire.Live;
import io.zkwire.Source;
import io.zkwire.Versioned;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.ClassBinding;
import io.zkwire.runtime.spi.ConfigListenerSpec;
import io.zkwire.runtime.spi.ConfigSpec;
import io.zkwire.runtime.spi.ConfigTarget;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is generated, loaded and called. */
class RunningCodeTest {

  private static final String SOURCE =
      """
      package com.acme;
      public class Target<T> {
        public List<Object> log = new ArrayList<>();
        @ZkConfig("int") private volatile int number = 7;
        @ZkConfig("list") private volatile List<String> list = List.of("x");
        @ZkConfig("live") private Live<List<Integer>> live;
        @ZkConfig("bytes") private volatile byte[] bytes;
        @ZkConfig("setter") private void setLong(long value) { log.add(value); }
        private long getLong() { return 9; }
        @ZkConfig("generic") private void setGeneric(List<String> value) { log.add(value); }
        private List<String> getGeneric() { return list; }
        @OnConfigChange("int") private void ints(int before, Integer now) { log.add(before + now); }
        @OnConfigChange("list") private void lists(List<String> now) { log.add(now); }
        @OnConfigChange("list") void change(ConfigChange<List<String>> c) { log.add(c.key()); }
        @OnConfigChange("list") private void nothing() { log.add("nothing"); }
      }
      """;

  private Object target;
  private List<Object> log;
  private Map<String, Spec<Object>> specs;

  @BeforeEach
  @SuppressWarnings("unchecked")
  void load() throws Exception {
    Compilation compilation = Compilations.strict(SOURCE);
    assertThat(compilation).succeededWithoutWarnings();
    Class<?> type = new Compiled(compilation).loadClass("com.acme.Target");
    Constructor<?> constructor = type.getDeclaredConstructor();
    target = constructor.newInstance();
    log = (List<Object>) type.getField("log").get(target);
    ClassBinding<Object> binding = (ClassBinding<Object>) Bindings.find(type);
    assertThat(binding.type()).isEqualTo(type);
    specs = new HashMap<>();
    binding.specs().forEach(spec -> specs.put(spec.member(), spec));
  }

  @Test
  void primitiveField() throws Throwable {
    ConfigTarget.Field<Object, Object> field =
        (ConfigTarget.Field<Object, Object>) config("number").target();
    assertThat(field.get().get(target)).isEqualTo(7);
    field.set().set(target, 8);
    assertThat(field.get().get(target)).isEqualTo(8);
    assertThat(config("number").key().type()).isEqualTo(Integer.class);
  }

  @Test
  void genericField() throws Throwable {
    ConfigTarget.Field<Object, Object> field =
        (ConfigTarget.Field<Object, Object>) config("list").target();
    assertThat(field.get().get(target)).isEqualTo(List.of("x"));
    field.set().set(target, null);
    assertThat(field.get().get(target)).isNull();
    assertThat(config("list").key().type().getTypeName())
        .isEqualTo("java.util.List<java.lang.String>");
  }

  @Test
  void handle() throws Throwable {
    ConfigTarget.Handle<Object, Object> field =
        (ConfigTarget.Handle<Object, Object>) config("live").target();
    assertThat(field.get().get(target)).isNull();
    field.set().set(target, Live.of(List.of(1)));
    assertThat(field.get().get(target).get()).isEqualTo(List.of(1));
  }

  @Test
  void privateSettersAndGetters() throws Throwable {
    ConfigTarget.Setter<Object, Object> primitive =
        (ConfigTarget.Setter<Object, Object>) config("setLong").target();
    ConfigTarget.Setter<Object, Object> generic =
        (ConfigTarget.Setter<Object, Object>) config("setGeneric").target();
    assertThat(primitive.get().get(target)).isEqualTo(9L);
    assertThat(generic.get().get(target)).isEqualTo(List.of("x"));
    primitive.set().set(target, 5L);
    generic.set().set(target, List.of("y"));
    assertThat(log).containsExactly(5L, List.of("y"));
  }

  @Test
  void listeners() throws Throwable {
    tell("ints", 1, 2);
    tell("lists", List.of(), List.of("z"));
    tell("change", List.of(), List.of("z"));
    tell("nothing", List.of(), List.of("z"));
    assertThat(log).containsExactly(3, List.of("z"), "list", "nothing");
  }

  @SuppressWarnings("unchecked")
  private ConfigSpec<Object, Object> config(String member) {
    return (ConfigSpec<Object, Object>) specs.get(member);
  }

  @SuppressWarnings("unchecked")
  private void tell(String member, Object before, Object now) throws Throwable {
    ConfigListenerSpec<Object, Object> spec =
        (ConfigListenerSpec<Object, Object>) specs.get(member);
    spec.call()
        .call(
            target,
            new ConfigChange<>(
                spec.path(),
                new Versioned<>(before, 0, Source.DEFAULT, false),
                new Versioned<>(now, 1, Source.ZOOKEEPER, false)));
  }
}
