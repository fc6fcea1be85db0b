package io.zkwire.console.web;

import io.zkwire.runtime.ZkWire;
import jakarta.servlet.ServletContext;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;

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

  static void handler(ZkWire zk, Logger log) throws Exception {
    ConsoleOptions options = ConsoleOptions.defaults().data(Path.of("/var/lib/shop/console"));
    ConsoleServlet console = new ConsoleServlet(zk, options);
    ServletContextHandler handler = new ServletContextHandler("/");
    handler.addServlet(new ServletHolder(console), "/zkwire/*");
    Server server = new Server(new InetSocketAddress("localhost", 8080));
    server.setHandler(handler);
    server.start();
    if (console.firstToken() != null) {
      log.info("The first account: http://localhost:8080/zkwire/#token={}", console.firstToken());
    }
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
