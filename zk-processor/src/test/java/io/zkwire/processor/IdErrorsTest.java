package io.zkwire.processor;

import static io.zkwire.processor.ErrorsTest.check;

import io.zkwire.ErrorCode;
import org.junit.jupiter.api.Test;

/** Each code of IDs at its line, as in {@link ErrorsTest}. */
class IdErrorsTest {

  @Test
  void fieldsThatHoldNoGenerator() {
    check(
        """
        package com.acme;
        class A {
          @GlobalId(type = "a") final IdGenerator a = null; // ZK-ID-01
          @GlobalId(type = "a") static long b; // ZK-ID-01
          @GlobalId(type = "a") java.util.function.Supplier<Long> c; // ZK-ID-01
          @GlobalId(type = "a") java.util.function.Supplier<? extends String> d; // ZK-ID-01
          @GlobalId(type = "a") java.util.function.Supplier<String> fine;
        }
        interface B {
          @GlobalId(type = "a") IdGenerator A = null; // ZK-ID-01
        }
        """,
        ErrorCode.ID_FIELD,
        "The field a cannot hold a generator of IDs: it is final. Remove final.",
        "The field b cannot hold a generator of IDs: it is a long and is static. Make it an"
            + " io.zkwire.IdGenerator, a LongSupplier or a Supplier<String> and remove static.",
        "The field c cannot hold a generator of IDs: it is a Supplier<Long>.",
        "The field d cannot hold a generator of IDs: it is a Supplier<? extends String>.",
        "The field A cannot hold a generator of IDs: it is static and is final.");
  }

  @Test
  void methodsThatGiveNoIds() {
    check(
        """
        package com.acme;
        abstract class A {
          @GlobalId(type = "a") abstract long a(); // ZK-ID-02
        }
        interface B {
          @GlobalId(type = "a") default long a() { return 1; } // ZK-ID-02
          @GlobalId(type = "a") long b(int x); // ZK-ID-02
          @GlobalId(type = "a") <T> long c(); // ZK-ID-02
          @GlobalId(type = "a") int d(); // ZK-ID-02
          @GlobalId(type = "a") IdNode e(); // ZK-ID-02
          void f(); // ZK-ID-02
        }
        interface C extends Runnable { // ZK-ID-02
          @GlobalId(type = "a") long a();
        }
        interface D<T> { // ZK-ID-02
          @GlobalId(type = "a") long a();
        }
        sealed interface E { // ZK-ID-02
          @GlobalId(type = "a") long a();
          final class F implements E { @Override public long a() { return 1; } }
        }
        """,
        ErrorCode.ID_METHOD,
        "The method a() cannot give IDs: it is a method of a class. Write long a(), String a(),"
            + " IdNode or IdGenerator, in an interface and without a body; or annotate a field.",
        "The method a() cannot give IDs: it has a body.",
        "The method b() cannot give IDs: it has parameters.",
        "The method c() cannot give IDs: it has type parameters of its own.",
        "The method d() cannot give IDs: it returns int.",
        "The method e() returns an IdNode, and BLOCK makes no nodes. Take the strategy SEQUENTIAL",
        "has no body, and generated code can only give IDs. Annotate it with @GlobalId in B",
        "is inherited and has no body, and generated code can only give IDs.",
        "The interface D has type parameters",
        "The interface E is sealed");
  }

  @Test
  void attributesThatCannotBeUsed() {
    check(
        """
        package com.acme;
        class A {
          @GlobalId(type = "a/b") IdGenerator a; // ZK-ID-03
          @GlobalId(type = "") IdGenerator b; // ZK-ID-03
          @GlobalId(type = "a", strategy = IdStrategy.SEQUENTIAL, name = "..") IdGenerator c; // ZK-ID-03
          @GlobalId(type = "a", name = "job") IdGenerator d; // ZK-ID-03
          @GlobalId(type = "a", layout = "41-8-14") IdGenerator e; // ZK-ID-03
          @GlobalId(type = "a", format = "no id") IdGenerator f; // ZK-ID-03
          @GlobalId(type = "a", format = "{id}{idd}") IdGenerator g; // ZK-ID-03
          @GlobalId(type = "a", strategy = IdStrategy.SNOWFLAKE, layout = "41-10-13") IdGenerator h; // ZK-ID-03
          @GlobalId(type = "a", strategy = IdStrategy.SNOWFLAKE, epoch = "2026") IdGenerator i; // ZK-ID-03
          @GlobalId(type = "a", strategy = IdStrategy.SNOWFLAKE, layout = "41-8-14", javascriptSafe = true) IdGenerator j; // ZK-ID-03
          @GlobalId(type = "a", keepNodes = true) IdGenerator k; // ZK-ID-03
        }
        """,
        ErrorCode.ID_ATTRIBUTE,
        "The type \"a/b\" has the character \"/\" in \"a/b\". Use one segment of",
        "The type is empty.",
        "The name \"..\" has the segment \"..\".",
        "The attribute name is for SEQUENTIAL, whose nodes it names, not for BLOCK. Remove it,",
        "The attribute layout is for SNOWFLAKE, not for BLOCK.",
        "The format \"no id\" cannot be used:",
        "The format \"{id}{idd}\" cannot be used: {idd} is no placeholder",
        "The layout of the IDs cannot be used: it has 64 bits, more than 63.",
        "The layout of the IDs cannot be used: its epoch '2026' is no instant",
        "The layout of the IDs cannot be used: it has 63 bits, and JavaScript counts to 53.",
        "The attribute keepNodes is for SEQUENTIAL, not for BLOCK.");
  }
}
