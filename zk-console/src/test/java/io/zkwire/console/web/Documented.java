package io.zkwire.console.web;

import io.zkwire.runtime.ZkWire;
import jakarta.servlet.ServletContext;
import java.util.Set;

/** What the guide and Javadoc show, as it stands there, to be compiled. */
final class Documented {

  private Documented() {}

  static void guide(ZkWire zk, ServletContext servletContext) {
    ConsoleOptions options =
        ConsoleOptions.defaults()
            .hosts(Set.of("ops.example.org"))
            .secure(true)
            .identities(
                request ->
                    request.isUserInRole("ops")
                        ? new Identity(request.getRemoteUser(), Role.OPERATOR)
                        : null);
    servletContext.addServlet("zkwire", new ConsoleServlet(zk, options)).addMapping("/zkwire/*");
  }

  static void servlet(ZkWire zk, ServletContext context) {
    ConsoleOptions options =
        ConsoleOptions.defaults().hosts(Set.of("ops.example.org")).secure(true);
    context.addServlet("zkwire", new ConsoleServlet(zk, options)).addMapping("/zkwire/*");
  }

  static Identities identities() {
    Identities identities =
        request ->
            request.isUserInRole("ops")
                ? new Identity(request.getRemoteUser(), Role.OPERATOR)
                : null;
    return identities;
  }

  static String identity() {
    Identity ada = new Identity("ada", Role.OPERATOR);
    return ada.name();
  }

  static boolean role() {
    boolean maySee = Role.OPERATOR.may(Role.VIEWER);
    return maySee;
  }
}
