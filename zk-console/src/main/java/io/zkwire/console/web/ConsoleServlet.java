package io.zkwire.console.web;

import io.zkwire.ZkWireException;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Text;
import io.zkwire.runtime.ZkWire;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console as a servlet. Map it to a path of its own, such as {@code /zkwire/*}, in a servlet
 * container of Jakarta EE 10; it needs no filter and no session of the container.
 *
 * <pre>{@code
 * ConsoleOptions options = ConsoleOptions.defaults().hosts(Set.of("ops.example.org")).secure(true);
 * context.addServlet("zkwire", new ConsoleServlet(zk, options)).addMapping("/zkwire/*");
 * }</pre>
 *
 * <p>Each open page takes one thread of the container while it is open, 200 at most. Thread-safe;
 * {@link #destroy} ends what it follows, and leaves the {@link ZkWire} to whoever made it.
 */
public final class ConsoleServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleServlet.class);
  private static final String COOKIE = "zkwire-console";
  private static final String CSRF = "X-Zkwire-Csrf";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'";
  private static final long BEAT_MILLIS = 15_000;
  private static final long GAP_MILLIS = 100;

  private final transient Model model;
  private final transient ConsoleOptions options;
  private final transient Accounts accounts;
  private final transient Sessions sessions = new Sessions();
  private final transient Events events;
  private final transient Routes routes;
  private final transient StaticFiles files = new StaticFiles();
  private final transient Rates requests = new Rates(400, 100, System::nanoTime);
  private final transient Rates signIns = new Rates(10, 0.2, System::nanoTime);
  private final transient Map<String, Route> table = new LinkedHashMap<>();
  private final String key = Secrets.token();

  /**
   * A console, with accounts as the options say.
   *
   * @param zk the connection, which stays the caller's
   * @param options how it is served
   */
  public ConsoleServlet(ZkWire zk, ConsoleOptions options) {
    this(zk, options, new Accounts(options.data()));
  }

  ConsoleServlet(ZkWire zk, ConsoleOptions options, Accounts accounts) {
    this.model = Model.live(zk);
    this.options = options;
    this.accounts = accounts;
    this.events = new Events(model);
    this.routes = new Routes(model, events, options);
    routes.table().forEach(this::add);
    add(new Route("GET", "/api/session", null, this::session));
    add(new Route("POST", "/api/session", null, this::signIn));
    add(new Route("DELETE", "/api/session", Role.VIEWER, this::signOut));
    add(new Route("GET", "/api/events", Role.VIEWER, this::stream));
    add(new Route("GET", "/api/accounts", Role.ADMIN, ask -> accounts.list()));
    add(new Route("PUT", "/api/accounts", Role.ADMIN, this::putAccount));
    add(new Route("DELETE", "/api/accounts", Role.ADMIN, this::removeAccount));
    events.start();
  }

  private void add(Route route) {
    table.put(route.method() + " " + route.path(), route);
  }

  /** Every route that there is. */
  List<Route> table() {
    return List.copyOf(table.values());
  }

  /** A token that lets one person in, once, while there is no account; null if there is one. */
  public @Nullable String firstToken() {
    return options.identities() == null ? accounts.firstToken() : null;
  }

  Model model() {
    return model;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    headers(response);
    try {
      requireHost(request);
      if (!requests.allow(request.getRemoteAddr())) {
        throw new Failure(429, "too many requests", "Wait for a moment");
      }
      String path = request.getPathInfo();
      if (path == null) {
        response.sendRedirect(request.getRequestURI() + "/");
      } else if (path.startsWith("/api/")) {
        api(path, request, response);
      } else if (!request.getMethod().equals("GET") || !files.answer(path, request, response)) {
        throw new Failure(404, "there is no such page", "Begin at the console's root");
      }
    } catch (Failure e) {
      answer(response, e.status(), Failure.body(e));
    }
  }

  private void headers(HttpServletResponse response) {
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

  private void api(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Route route = table.get(request.getMethod() + " " + path);
    if (route == null) {
      boolean other = table.keySet().stream().anyMatch(each -> each.endsWith(" " + path));
      throw new Failure(other ? 405 : 404, "there is no such route", "See the reference");
    }
    Identity identity = identity(request);
    if (route.role() != null) {
      if (identity == null) {
        throw new Failure(401, "nobody is signed in", "Sign in");
      }
      if (!identity.role().may(route.role())) {
        throw new Failure(
            403,
            identity.name() + " is " + identity.role() + ", and this needs " + route.role(),
            "Ask an administrator");
      }
    }
    if (route.writes()) {
      requireOwnPage(request, route);
    }
    try {
      Object answer = route.handler().answer(new Ask(request, response, identity));
      if (answer != null) {
        answer(response, 200, answer);
      }
    } catch (Failure e) {
      throw e;
    } catch (ZkWireException e) {
      answer(response, Failure.status(e), Failure.body(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw e; // the browser is gone
    } catch (Exception e) {
      String mark = Secrets.token().substring(0, 8);
      LOG.error("{} {} failed ({})", request.getMethod(), path, mark, e);
      answer(
          response,
          500,
          Map.of("message", "The console has a defect; its log tells more at " + mark + "."));
    }
  }

  /** Writes come from our own pages only: from the same origin, as JSON, with a code of ours. */
  private void requireOwnPage(HttpServletRequest request, Route route) {
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
      if (code == null || !Secrets.same(code, csrf(request))) {
        throw new Failure(403, "the code of the page is missing or old", "Load the page again");
      }
    }
  }

  private String csrf(HttpServletRequest request) {
    String id = cookie(request);
    Identity identity = identity(request);
    return Secrets.code(key, id + "/" + (identity == null ? "" : identity.name()));
  }

  private static @Nullable String cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
      if (cookie.getName().equals(COOKIE)) {
        return cookie.getValue();
      }
    }
    return null;
  }

  private @Nullable Identity identity(HttpServletRequest request) {
    Identities foreign = options.identities();
    if (foreign != null) {
      return foreign.of(request);
    }
    Identity signedIn = sessions.of(cookie(request));
    return signedIn == null ? null : accounts.current(signedIn);
  }

  private static void answer(HttpServletResponse response, int status, Object value)
      throws IOException {
    byte[] json = Text.json(value);
    response.setStatus(status);
    response.setContentType("application/json; charset=utf-8");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }

  private Object session(Ask ask) {
    Map<String, Object> answer = new LinkedHashMap<>();
    Identity identity = ask.identity();
    answer.put("signedIn", identity != null);
    if (identity != null) {
      answer.put("name", identity.name());
      answer.put("role", identity.role());
      answer.put("csrf", csrf(ask.request()));
      answer.put("first", identity.name().equals(Accounts.FIRST));
      answer.put("ownAccounts", options.identities() == null);
      answer.put("chroot", model.zk().chroot());
    }
    return answer;
  }

  private Object signIn(Ask ask) {
    if (options.identities() != null) {
      throw new Failure(404, "people sign in elsewhere", "Sign in to the application");
    }
    if (!signIns.allow(ask.request().getRemoteAddr())) {
      throw new Failure(429, "too many tries", "Wait for a minute");
    }
    Identity identity =
        ask.text("token").isEmpty()
            ? accounts.signIn(ask.text("name"), ask.text("password"))
            : accounts.signIn(ask.text("token"));
    if (identity == null) {
      LOG.warn("A sign-in from {} was refused", ask.request().getRemoteAddr());
      throw new Failure(401, "nobody is known by that", "Try again");
    }
    admit(ask, identity);
    return Map.of("name", identity.name(), "role", identity.role());
  }

  private void admit(Ask ask, Identity identity) {
    sessions.close(cookie(ask.request()));
    String path = ask.request().getContextPath() + ask.request().getServletPath();
    ask.response()
        .addHeader(
            "Set-Cookie",
            COOKIE
                + "="
                + sessions.open(identity)
                + "; Path="
                + (path.isEmpty() ? "/" : path)
                + "; HttpOnly; SameSite=Strict"
                + (options.secure() ? "; Secure" : ""));
  }

  private Object signOut(Ask ask) {
    sessions.close(cookie(ask.request()));
    return Map.of("signedIn", false);
  }

  private Object putAccount(Ask ask) {
    Role role;
    try {
      role = Role.valueOf(ask.need("role"));
    } catch (IllegalArgumentException e) {
      throw new Failure(400, "there is no such role", "Give VIEWER, OPERATOR or ADMIN");
    }
    Identity by = java.util.Objects.requireNonNull(ask.identity());
    if (by.name().equals(Accounts.FIRST) && role != Role.ADMIN) {
      throw new Failure(422, "the first account is no administrator", "Make it one");
    }
    String name = ask.need("name");
    accounts.requireGood(name, role, ask.need("password"));
    model.actions().record(ask.actor(), "accounts.set", name + " " + role);
    accounts.put(name, role, ask.need("password"));
    LOG.info("{} has set the account {} ({})", by.name(), name, role);
    sessions.end(name); // of the old password
    if (by.name().equals(Accounts.FIRST) || by.name().equals(name)) {
      admit(ask, new Identity(name, role));
    }
    return Map.of("done", true);
  }

  private Object removeAccount(Ask ask) {
    String name = ask.need("name");
    accounts.requireRemovable(name);
    model.actions().record(ask.actor(), "accounts.remove", name);
    accounts.remove(name);
    sessions.end(name);
    return Map.of("done", true);
  }

  /** Server-sent events: which pages have changed. */
  private @Nullable Object stream(Ask ask) throws IOException, InterruptedException {
    try (Events.Stream stream = events.open()) {
      if (stream == null) {
        throw new Failure(503, "too many pages are open", "Close some");
      }
      HttpServletResponse response = ask.response();
      response.setContentType("text/event-stream; charset=utf-8");
      response.setHeader("X-Accel-Buffering", "no");
      send(
          response, "retry: 1000\nevent: hello\ndata: {\"connected\":" + model.current() + "}\n\n");
      Set<String> topics = stream.take(BEAT_MILLIS);
      while (topics != null && identity(ask.request()) != null) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("topics", topics);
        event.put("connected", model.current());
        send(
            response,
            topics.isEmpty()
                ? "event: beat\ndata: {\"connected\":" + model.current() + "}\n\n"
                : "event: change\ndata: "
                    + new String(Text.json(event), java.nio.charset.StandardCharsets.UTF_8)
                    + "\n\n");
        Thread.sleep(GAP_MILLIS); // many changes are told together
        topics = stream.take(BEAT_MILLIS);
      }
    }
    return null;
  }

  private static void send(HttpServletResponse response, String text) throws IOException {
    response.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    response.flushBuffer();
  }

  @Override
  public void destroy() {
    events.close();
    routes.close();
    model.close();
  }
}
