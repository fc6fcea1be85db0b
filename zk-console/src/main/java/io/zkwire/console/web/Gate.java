package io.zkwire.console.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/** What every request has to pass, and what every answer tells the browser. Thread-safe. */
final class Gate {

  private static final String CSRF = "X-Zkwire-Csrf";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'";

  private final ConsoleOptions options;
  private final People people;
  private final Rates requests = new Rates(400, 100, System::nanoTime);

  Gate(ConsoleOptions options, People people) {
    this.options = options;
    this.people = people;
  }

  void headers(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    if (options.secure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
  }

  /** Refuses a request that calls the console by another name, in clear text, or too often. */
  void admit(HttpServletRequest request) {
    requireHost(request);
    requireTls(request);
    if (!requests.allow(request.getRemoteAddr())) {
      throw new Failure(429, "too many requests", "Wait for a moment");
    }
  }

  /**
   * By name only: a page of another name that points to this address (DNS rebinding) gets nothing.
   */
  private void requireHost(HttpServletRequest request) {
    String host = request.getHeader("Host");
    String name = host == null ? "" : host.replaceFirst(":[0-9]{1,5}$", "");
    String lower = name.toLowerCase(Locale.ROOT);
    boolean loopback = Set.of("localhost", "127.0.0.1", "[::1]").contains(lower);
    if (!loopback && options.hosts().stream().noneMatch(each -> each.equalsIgnoreCase(name))) {
      throw new Failure(421, "the console is not called so here", "Allow the name with --host");
    }
  }

  /** As the server of its own listens: whoever embeds the console says where TLS ends before it. */
  private void requireTls(HttpServletRequest request) {
    if (!options.secure() && !request.isSecure() && !loopback(request.getLocalAddr())) {
      throw new Failure(
          403,
          "the console can be reached from elsewhere, and passwords would travel in clear text",
          "Speak TLS, or say by secure(true) that it is spoken before this server");
    }
  }

  private static boolean loopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Refuses whoever may not; a write also if it does not come from our own pages. */
  void require(Route route, Ask ask) {
    Role needed = route.role();
    if (needed != null) {
      Identity identity = ask.identity();
      if (identity == null) {
        throw new Failure(401, "nobody is signed in", "Sign in");
      }
      if (!identity.role().may(needed)) {
        throw new Failure(
            403,
            identity.name() + " is " + identity.role() + ", and this needs " + needed,
            "Ask an administrator");
      }
    }
    if (route.writes()) {
      requireOwnPage(route, ask.request());
    }
  }

  /** Writes come from our own pages only: from the same origin, as JSON, with a code of ours. */
  private void requireOwnPage(Route route, HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    boolean foreign =
        (site != null && !site.equals("same-origin"))
            || (origin != null && !origin.endsWith("://" + request.getHeader("Host")));
    String type = request.getContentType();
    if (foreign || type == null || !type.startsWith("application/json")) {
      throw new Failure(403, "a write from elsewhere", "Use the console's own pages");
    }
    if (route.role() != null) {
      String code = request.getHeader(CSRF);
      if (code == null || !Secrets.same(code, people.csrf(request))) {
        throw new Failure(403, "the code of the page is missing or old", "Load the page again");
      }
    }
  }
}
