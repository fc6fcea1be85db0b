package io.zkwire.processor;

import static io.zkwire.processor.ErrorsTest.check;

import io.zkwire.ErrorCode;
import org.junit.jupiter.api.Test;

/** Each code of endpoints at its line, as in {@link ErrorsTest}. */
class EndpointErrorsTest {

  @Test
  void attributes() {
    check(
        """
        package com.acme;
        class A {
          @ServiceEndpoint(
              domain = "a/b", // ZK-ENDPOINT-01
              host = "a b", // ZK-ENDPOINT-01
              port = "0", // ZK-ENDPOINT-01
              weight = 10_001, // ZK-ENDPOINT-01
              tags = "", // ZK-ENDPOINT-01
              metadata = "=x") // ZK-ENDPOINT-01
          static class B {}
          @Discover(
              value = "", // ZK-ENDPOINT-01
              maxAge = "0s", // ZK-ENDPOINT-01
              ejectAfter = -1, // ZK-ENDPOINT-01
              ejectFor = "", // ZK-ENDPOINT-01
              strategy = Abstract.class, // ZK-ENDPOINT-01
              floor = 0) // ZK-ENDPOINT-01
          Endpoints endpoints;
          @OnEndpointsChange("..") void changed() {} // ZK-ENDPOINT-01
          abstract static class Abstract implements EndpointStrategy {}
        }
        """,
        ErrorCode.ENDPOINT_ATTRIBUTE,
        "The domain \"a/b\" has the character \"/\"",
        "The attribute host is no host: \"a b\"",
        "The attribute port is no port: \"0\". Write a number from 1 to 65535, ${name}, or {member}.",
        "The attribute weight is 10001. Give a number from 0 to 10000.",
        "The attribute tags has an empty tag, or one twice",
        "The attribute metadata has \"=x\". Write \"name=value\".",
        "The domain is empty",
        "The attribute maxAge is zero: \"0s\". Write a time such as",
        "The attribute ejectAfter is -1. Give a number from 0 to 1000.",
        "The attribute ejectFor is empty",
        "The strategy com.acme.A.Abstract is not a concrete class. Name a class",
        "The attribute floor is 0. Give a number from 1 to 100.",
        "The domain \"..\" has the segment");
  }

  @Test
  void members() {
    check(
        """
        package com.acme;
        class A {
          @ServiceEndpoint(
              domain = "a",
              port = "{prt}", // ZK-ENDPOINT-02
              healthy = "yes") // ZK-ENDPOINT-02
          static class B {
            int port;
          }
          @ServiceEndpoint(
              domain = "a",
              port = "{port}", // ZK-ENDPOINT-02
              healthy = "{ready}") // ZK-ENDPOINT-02
          static class C {
            String port() { return ""; }
            static boolean ready;
          }
        }
        """,
        ErrorCode.ENDPOINT_MEMBER,
        "The attribute port names \"prt\", which is no field and no method without parameters. Did"
            + " you mean \"port\"?",
        "The attribute healthy names no member: \"yes\". Write {member}, a field or method of type"
            + " boolean",
        "The attribute port names port, which gives a String. Write {member}, a field or method of"
            + " type int",
        "The attribute healthy names ready, which is static");
  }

  @Test
  void fields() {
    check(
        """
        package com.acme;
        class A {
          @Discover("a") private final static Endpoints a = null; // ZK-ENDPOINT-03
          @Discover("b") List<Endpoint> b; // ZK-ENDPOINT-03
        }
        """,
        ErrorCode.ENDPOINT_FIELD,
        "The field a cannot hold endpoints: it is static and is final. Remove static and remove",
        "The field b cannot hold endpoints: it is a List<Endpoint>. Make it a io.zkwire.Endpoints.");
  }

  @Test
  void listeners() {
    check(
        """
        package com.acme;
        class A {
          @OnEndpointsChange("a") int a() { return 1; } // ZK-ENDPOINT-04
          @OnEndpointsChange("a") static void b() {} // ZK-ENDPOINT-04
          @OnEndpointsChange("a") void c(List<Endpoint> now) {} // ZK-ENDPOINT-04
          @OnEndpointsChange("a") <T> void d() {} // ZK-ENDPOINT-04
          @OnEndpointsChange("a") void e(EndpointsChange a, EndpointsChange b) {} // ZK-ENDPOINT-04
        }
        """,
        ErrorCode.ENDPOINT_LISTENER,
        "The listener a returns int. Write void a() or void a(EndpointsChange change).",
        "The listener b is static, but objects are told",
        "The listener c takes a List<Endpoint>",
        "The listener d has type parameters of its own",
        "The listener e has 2 parameters");
  }

  @Test
  void interfaces() {
    check(
        """
        package com.acme;
        class A {
          @ServiceEndpoint(domain = "a", port = "1")
          interface B {} // ZK-BIND-01
        }
        """,
        ErrorCode.BIND_CLASS,
        "com.acme.A.B is an interface, of which there are no objects");
  }
}
