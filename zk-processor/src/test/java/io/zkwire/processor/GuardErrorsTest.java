package io.zkwire.processor;

import static io.zkwire.processor.ErrorsTest.check;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import io.zkwire.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each code of guards and leadership at its line, as in {@link ErrorsTest}. */
class GuardErrorsTest {

  @Test
  void methodsThatCannotBeOverridden() {
    check(
        """
        package com.acme;
        abstract class A {
          @LeaderOnly("a") private void a() {} // ZK-GUARD-01
          @LeaderOnly("a") @ZkLock("b") final void b(int x) {} // ZK-GUARD-01
          @ZkLock("c") static void c() {} // ZK-GUARD-01
          @ZkPermit(value = "d", permits = 1) abstract void d(); // ZK-GUARD-01
        }
        @LeaderOnly("b")
        abstract class B {
          private void a() {}
          static void b() {}
          final void c() {} // ZK-GUARD-01
          abstract void d(); // ZK-GUARD-01
        }
        @LeaderOnly("c") // ZK-GUARD-01
        class C {
          private void a() {}
          @LeaderOnly("d") void b() {}
          @Override public String toString() { return ""; }
        }
        """,
        ErrorCode.GUARD_OVERRIDE,
        "A.a() is guarded but private, so no subclass can override it. Make it package-private, or"
            + " add the weaving plugin and compile with -Azkwire.woven=true.",
        "A.b(int) is guarded but final, so no subclass can override it. Remove final, or",
        "A.c() is guarded but static, so no subclass can override it. Make it a method of an",
        "A.d() is abstract, so there is nothing to guard. Guard the methods that implement it.",
        "B.c() is guarded but final",
        "B.d() is abstract, so there is nothing to guard. Guard the methods that implement it, and"
            + " single methods instead of the class.",
        "com.acme.C has no method of its own that @LeaderOnly at the class could guard. Annotate");
  }

  @Test
  void classesThatCannotBeExtended() {
    check(
        """
        package com.acme;
        class A {
          final static class Final { // ZK-GUARD-01
            @LeaderOnly("a") void a() {}
            @ZkLock("a") void b() {}
          }
          record Point(int x) { // ZK-GUARD-01
            @LeaderOnly("a") void a() {}
          }
          enum Mode { // ZK-GUARD-01
            FAST;
            @LeaderOnly("a") void a() {}
          }
          interface Some { // ZK-GUARD-01
            @LeaderOnly("a") default void a() {}
          }
          @LeaderOnly("a") interface Other { // ZK-GUARD-01
            void a();
          }
          static class Hidden { // ZK-GUARD-01
            private Hidden() {}
            @LeaderOnly("a") void a() {}
          }
          class Inner { // ZK-GUARD-01
            @LeaderOnly("a") void a() {}
          }
          static sealed class Sealed permits Sub { // ZK-GUARD-01
            @LeaderOnly("a") void a() {}
          }
          static final class Sub extends Sealed {}
        }
        """,
        ErrorCode.GUARD_OVERRIDE,
        "com.acme.A.Final has guarded methods but is final, so no subclass can ask the guards."
            + " Remove final, or add the weaving plugin and compile with -Azkwire.woven=true.",
        "com.acme.A.Point has guarded methods but is a record",
        "com.acme.A.Mode has guarded methods but is an enum",
        "com.acme.A.Some has guarded methods but is an interface, and a guard belongs to an object",
        "com.acme.A.Other has guarded methods but is an interface",
        "com.acme.A.Hidden has guarded methods but has only private constructors",
        "com.acme.A.Inner has guarded methods but is an inner class, so no subclass can ask the"
            + " guards. Make it static",
        "com.acme.A.Sealed has guarded methods but is sealed");
  }

  @Test
  void inheritedGuardsThatCannotBeOverridden() {
    check(
        new String[] {
          """
          package com.acme;
          class A extends org.other.Parent { // ZK-GUARD-01
            @ZkConfig("a") volatile int a;
            @Override protected final void b() {} // ZK-GUARD-01
          }
          """,
          """
          package com.acme;
          final class B extends org.other.Fine { // ZK-GUARD-01
            @ZkConfig("b") volatile int b;
          }
          """,
          """
          package com.acme;
          class C extends D { // ZK-GUARD-01
            @ZkConfig("c") volatile int c;
          }
          """,
          """
          package com.acme;
          class D extends org.other.Fine {
            @Override public final void a() {}
          }
          """,
          """
          package org.other;
          public class Parent {
            @ZkLock("a") void a() {}
            @ZkLock("b") protected void b() {}
          }
          """,
          """
          package org.other;
          public class Fine {
            @ZkLock("a") public void a() {}
          }
          """
        },
        ErrorCode.GUARD_OVERRIDE,
        "com.acme.A inherits the guarded Parent.a(), which is package-private in another package."
            + " Let a subclass override it, or add the weaving plugin",
        "A.b() overrides the guarded Parent.b(), and is final",
        "com.acme.B has guarded methods but is final",
        "D.a() overrides the guarded Fine.a(), and is final");
  }

  @Test
  void typesThatTheSubclassCannotName() {
    check(
        new String[] {
          """
          package com.acme;
          class A {
            private static class Hidden {}
            private static class Failure extends Exception {
              private static final long serialVersionUID = 1L;
            }
            A(Hidden hidden) {} // ZK-BIND-03
            @ZkLock("a") void a(List<? super Hidden> a) {} // ZK-BIND-03
            @ZkLock(value = "b", otherwise = Otherwise.THROW)
            Hidden b() { return null; } // ZK-BIND-03
            @ZkLock("c") <X extends Runnable & Comparable<Hidden>> void c() {} // ZK-BIND-03
            @ZkLock("d") void d() throws Failure {} // ZK-BIND-03
            static class Bounded<T extends Hidden> { // ZK-BIND-03
              @ZkLock("a") void a() {}
            }
          }
          """,
          """
          package com.acme;
          class B extends org.other.Parent { // ZK-BIND-03
            @ZkConfig("b") volatile int b;
          }
          """,
          """
          package org.other;
          public class Parent {
            protected static class Level {}
            @ZkLock("a") protected void a(Level level) {}
          }
          """
        },
        ErrorCode.BIND_HIDDEN_TYPE,
        "A constructor of A names com.acme.A.Hidden, which the generated subclass cannot see. Make"
            + " Hidden at least package-private",
        "a names com.acme.A.Hidden",
        "b names com.acme.A.Hidden",
        "c names com.acme.A.Hidden",
        "d names com.acme.A.Failure",
        "Bounded names com.acme.A.Hidden",
        "a names org.other.Parent.Level");
  }

  @Test
  void otherwise() {
    check(
        """
        package com.acme;
        class A {
          @LeaderOnly("a") int a() { return 1; } // ZK-GUARD-02
          @LeaderOnly("b") Optional<String> b() { return null; } // ZK-GUARD-02
          @ZkLock(value = "c", otherwise = Otherwise.SKIP) int c() { return 1; } // ZK-GUARD-02
          @ZkLock(
              value = "d",
              otherwise = Otherwise.EMPTY) // ZK-GUARD-02
          String d() { return ""; }
          @ZkPermit(value = "e", permits = 1, otherwise = Otherwise.EMPTY) void e() {} // ZK-GUARD-02
          @ZkLock(value = "f", otherwise = Otherwise.EMPTY) ArrayList<String> f() { return null; } // ZK-GUARD-02
          @ZkLock(value = "g", otherwise = Otherwise.THROW)
          @LeaderOnly("g") // ZK-GUARD-02
          int g() { return 1; }
        }
        @LeaderOnly("b")
        class B {
          void a() {}
          int b() { return 1; } // ZK-GUARD-02
        }
        class C extends D {
          @ZkConfig("c") volatile int c;
          @Override ArrayList<String> a() { return null; } // ZK-GUARD-02
        }
        class D {
          @LeaderOnly(value = "d", otherwise = Otherwise.EMPTY) List<String> a() { return null; }
        }
        """,
        ErrorCode.GUARD_OTHERWISE,
        "a() returns int, and it is not said what it does when it may not run. Write otherwise ="
            + " Otherwise.THROW.",
        "b() returns Optional<String>, and it is not said what it does when it may not run. Write"
            + " otherwise = Otherwise.EMPTY or Otherwise.THROW.",
        "c() returns int, so it cannot be skipped",
        "d() returns String, which has no empty value. Write otherwise = Otherwise.THROW.",
        "e() returns nothing, so there is no empty value that it could return. Write otherwise ="
            + " Otherwise.SKIP or Otherwise.THROW.",
        "f() returns ArrayList<String>, which has no empty value",
        "g() returns int, and it is not said",
        "b() returns int, and it is not said what it does when it may not run. Write otherwise ="
            + " Otherwise.THROW in a @LeaderOnly of its own.",
        "C.a() returns ArrayList<String>, which has no empty value, but D.a() is guarded with"
            + " Otherwise.EMPTY");
  }

  @Test
  void parameter() {
    check(
        """
        package com.acme;
        class A {
          enum Mode { FAST }
          @ZkLock("a-{ordrId}") void a(String orderId, int orders) {} // ZK-GUARD-03
          @ZkLock("b-{x}") void b() {} // ZK-GUARD-03
          @ZkLock("c-{x") void c(String x) {} // ZK-GUARD-03
          @ZkLock("d-{x}") void d(Object x) {} // ZK-GUARD-03
          @ZkLock("e-{x}") void e(java.nio.file.Path x) {} // ZK-GUARD-03
          @ZkPermit(
              value = "f-{x}", // ZK-GUARD-03
              permits = 2)
          void f(String[] x) {}
          @ZkLock("{}") void g(List<String> x) {} // ZK-GUARD-03
          @ZkLock("{a}{b}{c}{d}{e}{f}{g}")
          void fine(CharSequence a, boolean b, Long c, Mode d, UUID e, java.math.BigInteger f, char g) {}
          @ZkLock("{a}-{b}-${region}") <T extends CharSequence, E extends Enum<E>> void fine(T a, E b) {}
        }
        """,
        ErrorCode.GUARD_PARAMETER,
        "The placeholder {ordrId} names no parameter of a(String, int). Did you mean \"orderId\"?",
        "The placeholder {x} names no parameter of b(). It has no parameters.",
        "The placeholder \"{x\" is not closed. Close it with }.",
        "The placeholder {x} names a parameter of type Object, which has no text that could be part"
            + " of a name. Take a String, CharSequence, enum, UUID, BigInteger, primitive type or",
        "of type Path",
        "of type String[]",
        "The placeholder {} names no parameter of g(List<String>). Did you mean \"x\"?");
  }

  @Test
  void name() {
    String tooLong = "x".repeat(129);
    check(
        """
        package com.acme;
        class A {
          @Leader("") Leadership a; // ZK-GUARD-04
          @OnLeader("a/b") void b() {} // ZK-GUARD-04
          @OnFollower("a b") void c() {} // ZK-GUARD-04
          @LeaderOnly("{x}") void d(String x) {} // ZK-GUARD-04
          @ZkLock("..") void e() {} // ZK-GUARD-04
          @ZkPermit(value = ".", permits = 1) void f() {} // ZK-GUARD-04
          @ZkLock("%s") void g() {} // ZK-GUARD-04
          @ZkLock("a-${region") void h() {} // ZK-GUARD-04
          @ZkLock("{x}/y") void i(String x) {} // ZK-GUARD-04
          @ZkLock("a}") void j() {} // ZK-GUARD-04
          @ZkLock("${a}-{x}-${b.c}") void fine(String x) {}
        }
        @LeaderOnly("$") // ZK-GUARD-04
        class B {
          void a() {}
          void b() {}
        }
        """
            .formatted(tooLong),
        ErrorCode.GUARD_NAME,
        "The role is empty. Write 1 to 128 of A-Z a-z 0-9 . _ -, such as nightly-reports.",
        "The role \"a/b\" has the character \"/\" in \"a/b\"",
        "The role \"a b\" has the character \" \"",
        "The role \"{x}\" has the character \"{\"",
        "The name \"..\" has the segment \"..\"",
        "The name \".\" has the segment \".\"",
        "has a segment of 129 characters, more than 128",
        "The placeholder at character 3 of the name \"a-${region\" is not closed",
        "The name \"{x}/y\" has the character \"/\"",
        "The name \"a}\" has the character \"}\"",
        "The role \"$\" has the character \"$\"");
  }

  @Test
  void attribute() {
    check(
        """
        package com.acme;
        class A {
          @ZkLock(value = "a", waitFor = "5 seconds") void a() {} // ZK-GUARD-05
          @ZkLock(value = "b", waitFor = "PT-5S") void b() {} // ZK-GUARD-05
          @ZkLock(value = "c", waitFor = "25h") void c() {} // ZK-GUARD-05
          @ZkLock(value = "d", waitFor = "PT0.0005S") void d() {} // ZK-GUARD-05
          @ZkPermit(value = "e", permits = 0) void e() {} // ZK-GUARD-05
          @ZkPermit(
              value = "f",
              permits = 10_001, // ZK-GUARD-05
              waitFor = "soon") // ZK-GUARD-05
          void f() {}
          @ZkPermit(value = "g", permits = 10_000, waitFor = "1d") void g() {}
          @ZkLock(value = "h", waitFor = "0s") void h() {}
        }
        """,
        ErrorCode.GUARD_ATTRIBUTE,
        "waitFor = \"5 seconds\" is no duration. Write a time of at most one day, such as 200ms,",
        "waitFor = \"PT-5S\" is negative",
        "waitFor = \"25h\" is more than one day",
        "waitFor = \"PT0.0005S\" is finer than a millisecond",
        "permits = 0 is not in 1 to 10000",
        "permits = 10001 is not in 1 to 10000",
        "waitFor = \"soon\" is no duration");
  }

  @Test
  void leaderField() {
    check(
        """
        package com.acme;
        class A {
          @Leader("a") private String a; // ZK-LEADER-01
          @Leader("b") private final Leadership b = null; // ZK-LEADER-01
          @Leader("c") static Leadership c; // ZK-LEADER-01
          @Leader("d") static final int D = 1; // ZK-LEADER-01
          @Leader("e") private Leadership e;
        }
        """,
        ErrorCode.LEADER_FIELD,
        "The field a cannot hold a leadership: it is a String. Make it a io.zkwire.Leadership.",
        "The field b cannot hold a leadership: it is final. Remove final.",
        "The field c cannot hold a leadership: it is static. Remove static.",
        "The field D cannot hold a leadership: it is a int and is static and is final. Make it a"
            + " io.zkwire.Leadership and remove static and remove final.");
  }

  @Test
  void progressMembers() {
    check(
        """
        package com.acme;
        class A {
          @WatchProgress("a") private String a; // ZK-PROGRESS-01
          @WatchProgress("b") static final ProgressBoard B = null; // ZK-PROGRESS-01
          @WatchProgress("c") private ProgressBoard c;
          @OnProgress("a") static void d() {} // ZK-PROGRESS-01
          @OnProgress("a") int e() { return 1; } // ZK-PROGRESS-01
          @OnProgress("a") void f(String x) {} // ZK-PROGRESS-01
          @OnProgress("a") void g(TaskProgress a, TaskProgress b) {} // ZK-PROGRESS-01
          @OnProgress("a") <X> void h() {} // ZK-PROGRESS-01
          @OnProgress("a") void fine(TaskProgress now) {}
        }
        """,
        ErrorCode.PROGRESS_MEMBER,
        "The field a cannot hold the board of a task: it is a String. Make it a"
            + " io.zkwire.ProgressBoard.",
        "The field B cannot hold the board of a task: it is static and is final. Remove static and"
            + " remove final.",
        "The listener d is static, but objects are told. Write void d() or void d(TaskProgress",
        "The listener e returns int",
        "The listener f takes a String",
        "The listener g has 2 parameters",
        "The listener h has type parameters of its own");
  }

  @Test
  void namesOfTasksAndWorkers() {
    check(
        """
        package com.acme;
        class A {
          @ReportProgress("a/b") void a() {} // ZK-GUARD-04
          @ReportProgress(value = "a", worker = "x y") void b() {} // ZK-GUARD-04
          @WatchProgress("") ProgressBoard c; // ZK-GUARD-04
          @OnProgress("..") void d() {} // ZK-GUARD-04
          @ReportProgress(value = "${a}", worker = "${b}-1") int fine() { return 1; }
        }
        """,
        ErrorCode.GUARD_NAME,
        "The task",
        "The worker",
        "The task",
        "The task");
  }

  @Test
  void commandMembers() {
    check(
        """
        package com.acme;
        @ClusterMember(group = "g", id = "i")
        class A {
          @CommandChannel("a") private String a; // ZK-COMMAND-01
          @CommandChannel("b") final Commands b = null; // ZK-COMMAND-01
          @OnCommand("c") static void c() {} // ZK-COMMAND-01
          @OnCommand("d") <X> void d() {} // ZK-COMMAND-01
          @OnCommand("e") void e() {}
          @OnCommand("e") void again() {} // ZK-COMMAND-01
          @OnCommand(value = "f", channel = "h") void f() {}
        }
        class B {
          @OnCommand("a") void a() {} // ZK-COMMAND-01
          @OnCommand(value = "b", member = "m") void b() {} // ZK-COMMAND-01
          @OnCommand(value = "c", channel = "g", member = "m") void c() {}
        }
        class C extends A {
          @OnCommand("x") void x() {}
        }
        """,
        ErrorCode.COMMAND_MEMBER,
        "The field a cannot hold a channel of commands: it is a String. Make it a"
            + " io.zkwire.Commands.",
        "The field b cannot hold a channel of commands: it is final. Remove final.",
        "The method c is static, but objects carry out commands",
        "The method d has type parameters of its own",
        "The method again carries out the same command as e. Give one of the two",
        "It is not said which channel the method a receives from. Write channel = \"...\", which is a"
            + " group of members, or annotate the class with @ClusterMember.",
        "It is not said which channel the method b receives from");
  }

  @Test
  void commandTypes() {
    check(
        """
        package com.acme;
        class A {
          @OnCommand(value = "a", channel = "g")
          void a(
              Object any, // ZK-COMMAND-02
              String fine,
              int[] numbers) {} // ZK-COMMAND-02
          @OnCommand(value = "b", channel = "g")
          Thread b(int fine) { return null; } // ZK-COMMAND-02
          @OnCommand(value = "c", channel = "g")
          void c(
              List<java.util.regex.Pattern> all) {} // ZK-COMMAND-02
          @OnCommand(value = "d", channel = "g") List<Duration> d(Map<String, Integer> x) { return null; }
        }
        """,
        ErrorCode.COMMAND_TYPE,
        "The parameter any of a is a Object: java.lang.Object is a class of the JDK that zkwire does"
            + " not know. Use a scalar, a record or a collection of them.",
        "The parameter numbers of a is a int[]: arrays other than byte[] are refused. Use a List.",
        "What b returns is a Thread",
        "The parameter all of c is a List<Pattern>");
  }

  @Test
  void leaderListener() {
    check(
        """
        package com.acme;
        class A {
          @OnLeader("a") static void a() {} // ZK-LEADER-02
          @OnLeader("a") int b() { return 1; } // ZK-LEADER-02
          @OnLeader("a") void c(String x) {} // ZK-LEADER-02
          @OnLeader("a") void d(FencingToken a, FencingToken b) {} // ZK-LEADER-02
          @OnLeader("a") <X> void e() {} // ZK-LEADER-02
          @OnFollower("a") void f(FencingToken a) {} // ZK-LEADER-02
          @OnFollower("a") @OnLeader("a") void g(FencingToken a) {} // ZK-LEADER-02
          @OnFollower("a") @OnLeader("a") void fine() {}
        }
        """,
        ErrorCode.LEADER_LISTENER,
        "The listener a is static, but objects are told. Write void a() or void a(FencingToken",
        "The listener b returns int",
        "The listener c takes a String",
        "The listener d has 2 parameters",
        "The listener e has type parameters of its own",
        "The listener f has 1 parameter. Write void f().",
        "The listener g has 1 parameter. Write void g().");
  }

  @Test
  void membersOfRecordsAndInterfacesAreBoundByNobody() {
    check(
        """
        package com.acme;
        class A {
          record Point(int x) { // ZK-BIND-01
            @OnLeader("a") void lead() {}
          }
          interface Some { // ZK-BIND-01
            @OnFollower("a") void follow();
            @LeaderOnly("a") default void run() {}
          }
        }
        """,
        ErrorCode.BIND_CLASS,
        "com.acme.A.Point has annotated members but is a record",
        "com.acme.A.Some has annotated members but is an interface");
  }

  @Test
  void weavingMendsWhatNoSubclassCanOverride() {
    String source =
        """
        package com.acme;
        final class A {
          private A() {}
          @LeaderOnly("a") private void a() {}
          @LeaderOnly("a") static void b() {}
          record Point(int x) { @LeaderOnly("a") void a() {} }
          interface Some {
            @LeaderOnly("a") default void a() {}
            @LeaderOnly("a") void b(); // ZK-GUARD-01
          }
          static class Native {
            @LeaderOnly("a") native void a(); // ZK-GUARD-01
          }
          abstract static class Abstract {
            @LeaderOnly("a") abstract void a(); // ZK-GUARD-01
          }
          @LeaderOnly("b") int c() { return 1; } // ZK-GUARD-02
        }
        """;
    Compilation compilation = Compilations.woven(source);
    assertThat(Compilations.codes(compilation)).isEqualTo(Compilations.marks(source));
  }

  @Test
  void whatIsWovenHasOnePlaceEach() {
    String source =
        """
        package com.acme;
        class A<T> {
          @LeaderOnly("a") void over(T item) {}
          @LeaderOnly("a") private void hidden() {}
          @LeaderOnly("a") static void all(int number) {}
          private void plain() {}
        }
        class B extends A<String> {
          @Override @LeaderOnly("b") void over(String item) {}
          @LeaderOnly("b") private void hidden() {} // ZK-GUARD-01
          @LeaderOnly("b") static void all(int number) {} // ZK-GUARD-01
          @LeaderOnly("b") private void plain() {}
        }
        """;
    Compilation compilation = Compilations.woven(source);
    assertThat(Compilations.codes(compilation)).isEqualTo(Compilations.marks(source));
    assertThat(Compilations.messages(compilation, ErrorCode.GUARD_OVERRIDE))
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains(
                        "B.hidden() is guarded and does not override A.hidden(), which is guarded"
                            + " under the same name. Rename one of the two."));
  }

  @Test
  void aClassThatBindsItselfMustBeWoven() {
    String source =
        """
        package com.acme;
        @ZkBound // ZK-BIND-04
        class A {
          @ZkConfig("a") volatile int a;
        }
        @ZkBound(auto = false)
        class B {
          @ZkConfig("b") volatile int b;
        }
        """;
    Compilation plain = Compilations.plain(source);
    assertThat(Compilations.codes(plain)).isEqualTo(Compilations.marks(source));
    assertThat(Compilations.messages(plain, ErrorCode.BIND_AUTO))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains(
            "com.acme.A shall bind its objects itself, but nothing is woven into it. Add the"
                + " weaving plugin and compile with -Azkwire.woven=true; or remove @ZkBound");
    assertThat(Compilations.codes(Compilations.woven(source))).isEmpty();
    String anInterface =
        """
        package com.acme;
        @ZkBound // ZK-BIND-04
        interface C {
          @LeaderOnly("a") default void a() {}
        }
        """;
    assertThat(Compilations.codes(Compilations.woven(anInterface)))
        .isEqualTo(Compilations.marks(anInterface));
  }

  @Test
  void twoGuardedMethodsThatBecomeOne() {
    check(
        """
        package com.acme;
        class A<T> {
          @LeaderOnly("a") void a(T a) {}
          @ZkLock("b") void a(String a) {}
        }
        class B extends A<String> {
          @ZkConfig("b") volatile int b;
          @Override void a(String a) {} // ZK-GUARD-01
        }
        """,
        ErrorCode.GUARD_OVERRIDE,
        "B.a(String) overrides two guarded methods at once, A.a(T) and A.a(String). Give one of");
  }

  @Test
  void anOverrideOfWhatIsWovenIsAskedByNobody() {
    check(
        new String[] {
          Sources.WOVEN_PARENT,
          """
          package com.acme;
          class Child extends Woven {
            @ZkConfig("c") volatile int c;
            @Override public void a() {} // ZK-GUARD-01
          }
          """
        },
        ErrorCode.GUARD_OVERRIDE,
        "Child.a() overrides Woven.a(), whose guard is woven into com.acme.Woven. Let a subclass");
  }

  @Test
  void aPlaceholderOfASuperclassWhoseClassFileHasNoNamesOfParameters(@TempDir Path folder)
      throws IOException {
    String parent =
        """
        package org.other;
        public class Parent {
          @ZkLock("a-{id}") public void a(String id) {}
        }
        """;
    String child =
        """
        package com.acme;
        class Child extends org.other.Parent { // ZK-GUARD-03
          @ZkConfig("c") volatile int c;
        }
        """;
    Compilations.writeClasses(Compilations.plain(parent), folder);
    Compilation compilation = Compilations.against(folder, child);
    assertThat(Compilations.codes(compilation)).isEqualTo(Compilations.marks(child));
    assertThat(Compilations.messages(compilation, ErrorCode.GUARD_PARAMETER))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains(
            "The inherited guard of Parent.a(String) names the parameter id, but the class file of"
                + " org.other.Parent does not say which one that is. Compile Parent with the option"
                + " -parameters.");
    Compilations.writeClasses(Compilations.strict(parent), folder);
    assertThat(Compilations.generated(Compilations.against(folder, child)))
        .containsKey("com/acme/Child_ZkGuarded.java");
  }

  @Test
  void attributesOfBarriers() {
    check(
        """
        package com.acme;
        class A {
          @ZkBarrier(value = "a", parties = 0) void a() {} // ZK-GUARD-05
          @ZkBarrier(value = "b", parties = 2, timeout = "") void b() {} // ZK-GUARD-05
          @ZkBarrier(value = "c", parties = 2, timeout = "2d") void c() {} // ZK-GUARD-05
          @ZkBarrier(value = "d", parties = 2) void d() {}
        }
        """,
        ErrorCode.GUARD_ATTRIBUTE,
        "parties = 0 is not in 1 to 1000. Write how many parties enter together.",
        "timeout = \"\" is no duration",
        "timeout = \"2d\" is more than one day");
  }

  @Test
  void aClassThatHasTheNameOfTheSubclass() {
    String[] sources = {
      """
      package com.acme;
      class A { // ZK-BIND-02
        @LeaderOnly("a") void a() {}
      }
      """,
      """
      package com.acme;
      class A_ZkGuarded {}
      """
    };
    check(
        sources,
        ErrorCode.BIND_NAME,
        "What is written for com.acme.A would be com.acme.A_ZkBinding and com.acme.A_ZkGuarded, one"
            + " of which exists already. Rename one of the two classes.");
  }
}
