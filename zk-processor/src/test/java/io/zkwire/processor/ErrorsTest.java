package io.zkwire.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import io.zkwire.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each code at its line: the comment at the end of a line names every code that is printed there,
 * and nothing else may be printed.
 */
class ErrorsTest {

  @Test
  void finalField() {
    check(
        """
        package com.acme;
        class A {
          @ZkConfig("a") private final String a = ""; // ZK-CONFIG-01
          @ZkConfig("b")
          private final Live<String> b = Live.of(""); // ZK-CONFIG-01
        }
        """,
        ErrorCode.CONFIG_FINAL,
        "The field a is final, so its value could never change. Remove final and write volatile.",
        "The field b is final, so its value could never change. Remove final.");
  }

  @Test
  void staticMember() {
    check(
        """
        package com.acme;
        class A {
          @ZkConfig("a") static volatile String a; // ZK-CONFIG-02
          @ZkConfig("b") static void setB(int b) {} // ZK-CONFIG-02
          @OnConfigChange("a") static void a(String now) {} // ZK-CONFIG-02
          @ZkConfig("c") static final int C = 1; // ZK-CONFIG-01 ZK-CONFIG-02
        }
        """,
        ErrorCode.CONFIG_STATIC,
        "The field a is static",
        "The setter setB is static",
        "The listener a is static",
        "The field C is static");
  }

  @Test
  void queueFields() {
    check(
        """
        package com.acme;
        class A {
          @io.zkwire.annotation.Queue("a") private static WorkQueue<String> a; // ZK-QUEUE-01
          @io.zkwire.annotation.Queue("b") private final WorkQueue<String> b = null; // ZK-QUEUE-01
          @io.zkwire.annotation.Queue("c") private List<String> c; // ZK-QUEUE-01
          @io.zkwire.annotation.Queue("d") private WorkQueue<Thread> d; // ZK-QUEUE-01
          @io.zkwire.annotation.Queue("e") private WorkQueue<String> e;
        }
        """,
        ErrorCode.QUEUE_FIELD,
        "The field a cannot hold a queue: it is static. Remove static.",
        "The field b cannot hold a queue: it is final. Remove final.",
        "The field c cannot hold a queue: it is a List<String>. Make it a WorkQueue of the type of"
            + " its items.",
        "The field d cannot hold a queue: it holds items of a type that cannot be read:"
            + " java.lang.Thread is a class of the JDK");
  }

  @Test
  void queueConsumers() {
    check(
        """
        package com.acme;
        class A {
          @QueueConsumer("a") static void a(String a) {} // ZK-QUEUE-02
          @QueueConsumer("b") int b(String b) { return 1; } // ZK-QUEUE-02
          @QueueConsumer("c") void c() {} // ZK-QUEUE-02
          @QueueConsumer("d") void d(String d, int e) {} // ZK-QUEUE-02
          @QueueConsumer("e") void e(Thread e) {} // ZK-QUEUE-02
          @QueueConsumer("f") <T extends CharSequence> void f(T f) {} // ZK-QUEUE-02
          @QueueConsumer("g") @LeaderOnly("g") void g(String g) {} // ZK-QUEUE-02
          @QueueConsumer("h") void h(String h, Delivery delivery) {}
        }
        """,
        ErrorCode.QUEUE_CONSUMER,
        "The consumer a is static, but objects take items. Write void a(Item item) or",
        "The consumer b returns int",
        "The consumer c has 0 parameters",
        "The consumer d takes a int beside the item",
        "The consumer e takes items of a type that cannot be read: java.lang.Thread",
        "The consumer f has type parameters of its own",
        "The consumer g is guarded, and an item whose call is skipped would count as done. Write"
            + " otherwise = Otherwise.THROW in its guards.");
  }

  @Test
  void shards() {
    check(
        """
        package com.acme;
        class A {
          @OnShards(value = "a", shards = 2) private static Shards a; // ZK-SHARD-01
          @OnShards(value = "b", shards = 2) private List<Shard> b; // ZK-SHARD-01
          @OnShards(value = "c/d", shards = 2) private Shards c; // ZK-SHARD-01
          @OnShards(value = "d", shards = 0) private Shards d; // ZK-SHARD-01
          @OnShards(value = "e", shards = 1_001) void e() {} // ZK-SHARD-01
          @OnShards(value = "f", shards = 2) static void f() {} // ZK-SHARD-01
          @OnShards(value = "g", shards = 2) int g() { return 1; } // ZK-SHARD-01
          @OnShards(value = "h", shards = 2) void h(List<Integer> h) {} // ZK-SHARD-01
          @OnShards(value = "i", shards = 2) void i(int[] a, int b) {} // ZK-SHARD-01
          @OnShards(value = "j", shards = 2) <T> void j(List<Shard> j) {} // ZK-SHARD-01
          @OnShards(value = "k", shards = 2) void k(long[] k) {} // ZK-SHARD-01
          @OnShards(value = "l", shards = 2) void l(Set<Integer> l) {}
        }
        """,
        ErrorCode.SHARD_MEMBER,
        "The field a cannot hold a share of the shards: it is static. Remove static.",
        "The field b cannot hold a share of the shards: it is a List<Shard>. Make it a"
            + " io.zkwire.Shards.",
        "c/d",
        "shards is 0. Write 1 to 1000.",
        "shards is 1001",
        "The listener f is static, but objects are told. Write void f(List<Shard> mine), void"
            + " f(Set<Integer> numbers), void f(int[] numbers) or void f().",
        "The listener g returns int",
        "The listener h takes a List<Integer>",
        "The listener i has 2 parameters",
        "The listener j has type parameters of its own",
        "The listener k takes a long[]");
  }

  @Test
  void queueAttributes() {
    check(
        """
        package com.acme;
        class A {
          @io.zkwire.annotation.Queue("a/b") private WorkQueue<String> a; // ZK-QUEUE-03
          @io.zkwire.annotation.Queue(value = "b", limit = 10_001) private WorkQueue<String> b; // ZK-QUEUE-03
          @QueueConsumer("") void c(String c) {} // ZK-QUEUE-03
          @QueueConsumer(value = "d", concurrency = 0) void d(String d) {} // ZK-QUEUE-03
          @QueueConsumer(value = "e", retries = 101) void e(String e) {} // ZK-QUEUE-03
          @QueueConsumer(value = "f", retryDelay = "") void f(String f) {} // ZK-QUEUE-03
          @QueueConsumer(value = "g", visibility = "0s") void g(String g) {} // ZK-QUEUE-03
        }
        """,
        ErrorCode.QUEUE_ATTRIBUTE,
        "The queue \"a/b\"",
        "limit = 10001 is not in 1 to 10000",
        "The queue is empty",
        "concurrency = 0 is not in 1 to 64",
        "retries = 101 is not in 0 to 100",
        "retryDelay = \"\" is no duration",
        "visibility = \"0s\" leaves no time for a try");
  }

  @Test
  void type() {
    check(
        """
        package com.acme;
        @SuppressWarnings({"rawtypes", "zkwire"})
        class A<T> {
          record Rule(String name, Inner inner) {}
          record Inner(List<Thread> threads) {}
          static class Bean { Bean(int x) {} }
          class NotStatic {}
          abstract static class Shape {}
          @ZkConfig("a") Thread a; // ZK-CONFIG-03
          @ZkConfig("b") Class<?> b; // ZK-CONFIG-03
          @ZkConfig("c") Object c; // ZK-CONFIG-03
          @ZkConfig("d") List d; // ZK-CONFIG-03
          @ZkConfig("e") T e; // ZK-CONFIG-03
          @ZkConfig("f") List<?> f; // ZK-CONFIG-03
          @ZkConfig("g") String[] g; // ZK-CONFIG-03
          @ZkConfig("h") Runnable h; // ZK-CONFIG-03
          @ZkConfig("i") Map<List<String>, String> i; // ZK-CONFIG-03
          @ZkConfig("j") Rule j; // ZK-CONFIG-03
          @ZkConfig("k") Bean k; // ZK-CONFIG-03
          @ZkConfig("l") NotStatic l; // ZK-CONFIG-03
          @ZkConfig("m") Shape m; // ZK-CONFIG-03
          @ZkConfig("n") Live n; // ZK-CONFIG-03
          @ZkConfig("o") Live<?> o; // ZK-CONFIG-03
          @ZkConfig("p") void setP(List<? extends Number> p) {} // ZK-CONFIG-03
          @ZkConfig("q") ArrayList<String> q; // ZK-CONFIG-03
        }
        """,
        ErrorCode.CONFIG_TYPE,
        "The type of a cannot be converted: java.lang.Thread is a class of the JDK",
        "java.lang.Class",
        "java.lang.Object",
        "java.util.List is raw",
        "T is a type variable. Name a type.",
        "? is a wildcard. Name a type.",
        "arrays other than byte[] are refused. Use a List.",
        "java.lang.Runnable is a class of the JDK",
        "the key type of a map must be a scalar, but is java.util.List<java.lang.String>",
        "in Rule.inner, in Inner.threads, java.lang.Thread is a class of the JDK",
        "com.acme.A.Bean has neither a constructor without parameters nor a @JsonCreator",
        "com.acme.A.NotStatic is an inner class. Make it static.",
        "com.acme.A.Shape is an interface or an abstract class",
        "Live is raw. Write its type argument, as in Live<String>.",
        "? is a wildcard",
        "? extends java.lang.Number is a wildcard",
        "java.util.ArrayList is a class of the JDK");
  }

  @Test
  void hostileType() {
    check(
        """
        package com.acme;
        class A {
          static class Filter { java.util.regex.Pattern pattern; }
          record Filters(Map<String, Filter> all) {}
          static class ToPattern implements ValueConverter<java.util.regex.Pattern> {
            public java.util.regex.Pattern parse(String s) { return null; }
          }
          @ZkConfig("a") volatile java.util.regex.Pattern a; // ZK-CONFIG-03
          @ZkConfig("b") volatile Filters b; // ZK-CONFIG-03
          @ZkConfig(value = "c", converter = ToPattern.class)
          volatile java.util.regex.Pattern c; // ZK-CONFIG-03
          @ZkConfig("d") volatile ByName d;
          @ZkConfig("e") volatile ByClass e; // ZK-CONFIG-03
          @ZkConfig("f") volatile List<InField> f; // ZK-CONFIG-03
        }
        @com.fasterxml.jackson.annotation.JsonTypeInfo(
            use = com.fasterxml.jackson.annotation.JsonTypeInfo.Id.NAME)
        class ByName {}
        @com.fasterxml.jackson.annotation.JsonTypeInfo(
            use = com.fasterxml.jackson.annotation.JsonTypeInfo.Id.CLASS)
        abstract class Base {}
        class ByClass extends Base {}
        class InField {
          @com.fasterxml.jackson.annotation.JsonTypeInfo(
              use = com.fasterxml.jackson.annotation.JsonTypeInfo.Id.MINIMAL_CLASS)
          public Object any;
        }
        """,
        ErrorCode.CONFIG_TYPE,
        "java.util.regex.Pattern is refused",
        "in Filters.all, in Filter.pattern, java.util.regex.Pattern is refused",
        "java.util.regex.Pattern is refused",
        "com.acme.Base has a @JsonTypeInfo that takes class names from the node",
        "com.acme.InField has a @JsonTypeInfo that takes class names from the node");
  }

  @Test
  void attribute() {
    check(
        """
        package com.acme;
        @SuppressWarnings({"rawtypes", "zkwire"})
        class A {
          record Euro(int größe) {}
          static class Hex implements ValueConverter<Integer> {
            public Integer parse(String text) { return 1; }
          }
          static class NoDefault extends Hex { NoDefault(int x) {} }
          static class Throws extends Hex { Throws() throws Exception {} }
          static class Hidden extends Hex { private Hidden() {} }
          private static class Private extends Hex { Private() {} }
          abstract static class Abstract extends Hex {}
          class Inner extends Hex {}
          static class Raw implements ValueConverter {
            public Object parse(String text) { return 1; }
          }
          @ZkConfig(value = "a", layout = Layout.SUBTREE) String a; // ZK-CONFIG-04
          @ZkConfig(
              value = "b",
              layout = Layout.SUBTREE) // ZK-CONFIG-04
          Euro b;
          @ZkConfig(value = "c", converter = Hex.class) String c; // ZK-CONFIG-04
          @ZkConfig(value = "d", converter = NoDefault.class) int d; // ZK-CONFIG-04
          @ZkConfig(value = "e", converter = Throws.class) int e; // ZK-CONFIG-04
          @ZkConfig(value = "f", converter = Hidden.class) int f; // ZK-CONFIG-04
          @ZkConfig(value = "g", converter = Private.class) int g; // ZK-CONFIG-04
          @ZkConfig(value = "h", converter = Abstract.class) int h; // ZK-CONFIG-04
          @ZkConfig(value = "i", converter = Inner.class) int i; // ZK-CONFIG-04
          @ZkConfig(value = "j", converter = Raw.class) int j; // ZK-CONFIG-04
          @ZkConfig(value = "k", converter = Hex.class, layout = Layout.SUBTREE) int k; // ZK-CONFIG-04
        }
        """,
        ErrorCode.CONFIG_ATTRIBUTE,
        "Only a record can be a subtree, and a is a java.lang.String. Use layout = Layout.NODE.",
        "The component größe of com.acme.A.Euro is no name of a node",
        "The converter com.acme.A.Hex makes java.lang.Integer, not java.lang.String",
        "has no constructor without parameters",
        "has a constructor that throws java.lang.Exception",
        "has a constructor that cannot be called from the package of this class",
        "cannot be seen from the package of this class",
        "is not a concrete class",
        "is an inner class",
        "makes no certain type, not int",
        "A subtree has one text for each component, so one converter cannot read it");
  }

  @Test
  void path() {
    check(
        """
        package com.acme;
        class A {
          @ZkConfig("") volatile int a; // ZK-CONFIG-05
          @ZkConfig("a//b") volatile int b; // ZK-CONFIG-05
          @ZkConfig("a/b/") volatile int c; // ZK-CONFIG-05
          @ZkConfig("a b") volatile int d; // ZK-CONFIG-05
          @ZkConfig("a/../b") volatile int e; // ZK-CONFIG-05
          @ZkConfig("/zookeeper/quota") volatile int f; // ZK-CONFIG-05
          @ZkConfig("a/${b/c") volatile int g; // ZK-CONFIG-05
        }
        """,
        ErrorCode.CONFIG_PATH,
        "The key is empty",
        "The key \"a//b\" has an empty segment (segment 2)",
        "The key \"a/b/\" ends with a slash (segment 3)",
        "The key \"a b\" has the character \" \" in \"a b\" (segment 1)",
        "The key \"a/../b\" has the segment \"..\" (segment 2)",
        "The key \"/zookeeper/quota\" begins with /zookeeper, which is not for configuration",
        "The placeholder at character 3 of the key \"a/${b/c\" is not closed");
  }

  @Test
  void twoTypes() {
    check(
        """
        package com.acme;
        class A extends Parent {
          @ZkConfig("a") volatile int a;
          @ZkConfig("a") volatile Integer sameOnceBoxed;
          @ZkConfig("a") volatile long b; // ZK-CONFIG-06
          @ZkConfig("/config/a") Live<String> c; // ZK-CONFIG-06
          @ZkConfig("parent") volatile int d; // ZK-CONFIG-06
        }
        class Parent {
          @ZkConfig("parent") private volatile List<String> parent;
        }
        """,
        ErrorCode.CONFIG_TWO_TYPES,
        "The key \"a\" is bound to b as long and to A.a as int. Use one type for both",
        "The key \"/config/a\" is bound to c as java.lang.String and to A.a as int",
        "is bound to d as int and to Parent.parent as java.util.List<java.lang.String>");
  }

  @Test
  void listenerSignature() {
    check(
        """
        package com.acme;
        class A {
          @ZkConfig("a") volatile int a;
          @OnConfigChange("a") void wrongType(String now) {} // ZK-CONFIG-07
          @OnConfigChange("a") void wrongSecond(int before, long now) {} // ZK-CONFIG-07
          @OnConfigChange("a") void three(int a, int b, int c) {} // ZK-CONFIG-07
          @OnConfigChange("a") int returning(int now) { return 1; } // ZK-CONFIG-07
          @OnConfigChange("a") <X> void generic(int now) {} // ZK-CONFIG-07
          @OnConfigChange("a") void wrongChange(ConfigChange<String> change) {} // ZK-CONFIG-07
          @OnConfigChange("a") void two(int before, ConfigChange<Integer> now) {} // ZK-CONFIG-07
        }
        """,
        ErrorCode.CONFIG_LISTENER,
        "The listener wrongType takes a String, but the key is bound as int. Write"
            + " void wrongType(), void wrongType(int now), void wrongType(int before, int now) or"
            + " void wrongType(ConfigChange<Integer> change).",
        "wrongSecond takes a long, but the key is bound as int",
        "three has 3 parameters",
        "returning returns int",
        "generic has type parameters of its own",
        "wrongChange takes a ConfigChange<String>, but the key is bound as int",
        "two takes a ConfigChange<Integer>, but the key is bound as int");
  }

  @Test
  void listenerKey() {
    check(
        """
        package com.acme;
        class A {
          @ZkConfig("report/interval") volatile int a;
          @ZkConfig("report/intervals") volatile int b;
          @ZkConfig("report/interva1") volatile int c;
          @ZkConfig("report/intervall") volatile int d;
          @ZkConfig("db") volatile int e;
          @OnConfigChange("report/intervl") void near(int now) {} // ZK-CONFIG-08
          @OnConfigChange("something") void far(int now) {} // ZK-CONFIG-08
        }
        class Nothing {
          @OnConfigChange("a") void nothing(int now) {} // ZK-CONFIG-08
        }
        """,
        ErrorCode.CONFIG_LISTENER_KEY,
        "Nothing in this class or its superclasses binds the key \"report/intervl\". Did you mean"
            + " \"report/interval\" or \"report/interva1\" or \"report/intervall\"?",
        "binds the key \"something\". Bound are \"db\", \"report/interva1\", \"report/interval\".",
        "Add @ZkConfig(\"a\") to a field of this class.");
  }

  @Test
  void notVolatile() {
    String source =
        """
        package com.acme;
        class A {
          @ZkConfig("a") private int a; // ZK-CONFIG-09
          @ZkConfig("b") private Live<Integer> b;
          @SuppressWarnings("zkwire") @ZkConfig("c") private int c;
          @SuppressWarnings("zkwire") static class B { @ZkConfig("d") private int d; }
        }
        """;
    Compilation compilation =
        check(source, ErrorCode.CONFIG_NOT_VOLATILE, "may see the new value late or never");
    assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
    assertThat(Compilations.generated(compilation)).containsKey("com/acme/A_ZkBinding.java");
  }

  @Test
  void setter() {
    check(
        """
        package com.acme;
        class A {
          @ZkConfig("a") void a() {} // ZK-CONFIG-10
          @ZkConfig("b") void b(int x, int y) {} // ZK-CONFIG-10
          @ZkConfig("c") A c(int c) { return this; } // ZK-CONFIG-10
          @ZkConfig("d") <X> void d(int d) {} // ZK-CONFIG-10
          @ZkConfig("e") void e(Live<String> e) {} // ZK-CONFIG-10
          @OnConfigChange("a") void changed(int now) {}
        }
        """,
        ErrorCode.CONFIG_SETTER,
        "The setter a has 0 parameters",
        "The setter b has 2 parameters",
        "The setter c returns com.acme.A",
        "The setter d has type parameters of its own",
        "The setter e takes a Live");
  }

  @Test
  void unwirableClass() {
    check(
        """
        package com.acme;
        class A {
          private static class Hidden { // ZK-BIND-01
            @ZkConfig("a") volatile int a;
            static class InHidden { // ZK-BIND-01
              @ZkConfig("a") volatile int a;
            }
          }
          interface Some { // ZK-BIND-01
            @ZkConfig("a") void setA(int a);
          }
          record Point(@ZkConfig("x") int x) {} // ZK-BIND-01
        }
        """,
        ErrorCode.BIND_CLASS,
        "com.acme.A.Hidden is private, so the generated binding cannot name it. Make Hidden",
        "com.acme.A.Hidden.InHidden is nested in the private class com.acme.A.Hidden",
        "com.acme.A.Some has annotated members but is an interface. Move",
        "com.acme.A.Point has annotated members but is a record. The fields of a record are final");
  }

  @Test
  void twoClassesOneName() {
    check(
        new String[] {
          """
          package com.acme;
          class A_B { // ZK-BIND-02
            @ZkConfig("a") volatile int a;
          }
          """,
          """
          package com.acme;
          class A {
            static class B { // ZK-BIND-02
              @ZkConfig("a") volatile int a;
            }
            static class C {
              @ZkConfig("a") volatile int a;
            }
          }
          """,
          """
          package com.acme;
          class A_C {} // not wired, so no clash
          """
        },
        ErrorCode.BIND_NAME,
        "com.acme.A.B and com.acme.A_B would both be bound by A_B_ZkBinding. Rename one",
        "com.acme.A_B and com.acme.A.B would both be bound by A_B_ZkBinding. Rename one");
  }

  @Test
  void hiddenType() {
    check(
        new String[] {
          """
          package com.acme;
          class A extends org.other.Parent {
            private enum Mode { FAST }
            @ZkConfig("a") private volatile Mode a; // ZK-BIND-03
            @ZkConfig("b") private volatile List<Mode> b; // ZK-BIND-03
            @ZkConfig("c") private volatile Level c; // ZK-BIND-03
            @OnConfigChange("level") void level(Level now) {} // ZK-BIND-03
            @OnConfigChange("level") void level() {}
          }
          """,
          """
          package org.other;
          public class Parent {
            protected enum Level { HIGH }
            @ZkConfig("level") private volatile Level level;
          }
          """
        },
        ErrorCode.BIND_HIDDEN_TYPE,
        "The type of a names com.acme.A.Mode, which the generated binding cannot see. Make Mode",
        "The type of b names com.acme.A.Mode",
        "The type of c names org.other.Parent.Level",
        "The listener level names org.other.Parent.Level");
  }

  @Test
  void everyClassIsReportedInOneRunAndCleanOnesAreWritten() {
    String[] sources = {
      """
      package com.acme;
      class A {
        @ZkConfig("a//") final int a = 1; // ZK-CONFIG-01 ZK-CONFIG-05
        @ZkConfig("b") volatile Thread b; // ZK-CONFIG-03
      }
      """,
      """
      package com.acme;
      class B {
        @ZkConfig("a") volatile Thread a; // ZK-CONFIG-03
      }
      """,
      """
      package com.acme;
      class C {
        @ZkConfig("a") volatile int a;
      }
      """
    };
    RecordingProcessor processor = new RecordingProcessor();
    Compilation compilation =
        javac().withProcessors(processor).compile(Compilations.files(sources));
    assertThat(Compilations.codes(compilation)).isEqualTo(Compilations.marks(sources));
    assertThat(processor.originating())
        .containsOnlyKeys("com.acme.C_ZkBinding", "META-INF/zkwire/com.acme.C.json");
  }

  @Test
  void typeThatTheCompilerCannotFindIsItsOwnError() {
    String source =
        """
        package com.acme;
        class A {
          @ZkConfig("a") volatile Missing a;
        }
        """;
    Compilation compilation = Compilations.plain(source);
    assertThat(Compilations.codes(compilation)).isEmpty();
    assertThat(compilation.status()).isEqualTo(Compilation.Status.FAILURE);
  }

  static Compilation check(String source, ErrorCode code, String... parts) {
    return check(new String[] {source}, code, parts);
  }

  static Compilation check(String[] sources, ErrorCode code, String... parts) {
    Compilation compilation = Compilations.plain(sources);
    assertThat(Compilations.codes(compilation)).isEqualTo(Compilations.marks(sources));
    List<String> messages = Compilations.messages(compilation, code);
    assertThat(messages).hasSameSizeAs(parts);
    for (int i = 0; i < parts.length; i++) {
      assertThat(messages.get(i)).contains(parts[i]).contains("docs/errors/" + code.id() + ".md");
    }
    return compilation;
  }
}
