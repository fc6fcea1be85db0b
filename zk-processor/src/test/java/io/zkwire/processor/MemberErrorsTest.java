package io.zkwire.processor;

import static io.zkwire.processor.ErrorsTest.check;

import io.zkwire.ErrorCode;
import org.junit.jupiter.api.Test;

/** Each code of members at its line, as in {@link ErrorsTest}. */
class MemberErrorsTest {

  @Test
  void names() {
    check(
        """
        package com.acme;
        @ClusterMember(group = "a b") // ZK-MEMBER-01
        class A {
          @Members("${x") private ClusterView a; // ZK-MEMBER-01
          @Members(value = "a", grace = "2h") private ClusterView b; // ZK-MEMBER-01
          @MemberState("x/y") private int c; // ZK-MEMBER-01
          @HealthCheck(timeout = "soon") boolean d() { return true; } // ZK-MEMBER-01
          @HealthCheck(every = "") boolean e() { return true; } // ZK-MEMBER-01
          @OnMemberJoin("") void f() {} // ZK-MEMBER-01
        }
        @ClusterMember(group = "b", buckets = 5000) // ZK-MEMBER-01
        class B {}
        @ClusterMember(group = "c", every = "10ms") // ZK-MEMBER-01
        class C {}
        @ClusterMember(group = "d-${tenant}", id = "${host}-${port}", every = "1h", buckets = 1024)
        class D {}
        """,
        ErrorCode.MEMBER_NAME,
        "The group \"a b\" has the character \" \"",
        "The placeholder at character 1 of the group \"${x\" is not closed",
        "grace \"2h\" is not within 0 ms and one hour",
        "The state \"x/y\" has the character \"/\"",
        "timeout \"soon\" is no duration",
        "every \"\" is empty",
        "The group is empty",
        "buckets is 5000. Write 0 to 1024.",
        "every \"10ms\" is not within 1000 ms and one hour");
  }

  @Test
  void fields() {
    check(
        """
        package com.acme;
        class A {
          @Members("a") private List<Member> a; // ZK-MEMBER-02
          @Members("a") private final ClusterView b = null; // ZK-MEMBER-02
          @Members("a") static ClusterView c; // ZK-MEMBER-02
          @Members("a") ClusterView d;
        }
        """,
        ErrorCode.MEMBER_FIELD,
        "The field a cannot hold a view of a group: it is a List<Member>. Make it a io.zkwire.Cl",
        "The field b cannot hold a view of a group: it is final. Remove final.",
        "The field c cannot hold a view of a group: it is static. Remove static.");
  }

  @Test
  void methods() {
    check(
        """
        package com.acme;
        class A {
          @OnMemberJoin("a") void a(String x) {} // ZK-MEMBER-03
          @OnMemberJoin("a") int b() { return 1; } // ZK-MEMBER-03
          @OnMemberLeave("a") void c(Reason why) {} // ZK-MEMBER-03
          @OnMemberChange("a") void d(Member a, Member b, Member c) {} // ZK-MEMBER-03
          @OnOnline static void e() {} // ZK-MEMBER-03
          @OnOffline void f(int x) {} // ZK-MEMBER-03
          @MemberState("g") void g() {} // ZK-MEMBER-03
          @MemberState("h") int h(int x) { return x; } // ZK-MEMBER-03
          @MemberState("i") static int i = 1; // ZK-MEMBER-03
          @HealthCheck String j() { return ""; } // ZK-MEMBER-03
          @HealthCheck <X> boolean k() { return true; } // ZK-MEMBER-03
        }
        """,
        ErrorCode.MEMBER_METHOD,
        "The method a takes a String. Write void a() or void a(Member member).",
        "The method b returns int",
        "The method c takes a Reason. Write void c(), void c(Member member) or void c(Member",
        "The method d has 3 parameters",
        "The method e is static, but objects are bound",
        "The method f has 1 parameter. Write void f().",
        "The method g returns nothing. Write int g().",
        "The method h has 1 parameter",
        "The field i is static, but objects tell their state",
        "The method j returns String",
        "The method k has type parameters of its own");
  }
}
