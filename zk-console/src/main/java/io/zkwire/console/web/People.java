package io.zkwire.console.web;

import io.zkwire.console.model.Model;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who sends a request: signing in and out, and the accounts. Thread-safe. */
final class People {

  private static final Logger LOG = LoggerFactory.getLogger(People.class);
  private static final String COOKIE = "zkwire-console";

  private final Model model;
  private final ConsoleOptions options;
  private final Accounts accounts;
  private final Sessions sessions = new Sessions();
  private final Rates signIns = new Rates(10, 0.2, System::nanoTime);
  private final String key = Secrets.token();

  People(Model model, ConsoleOptions options, Accounts accounts) {
    this.model = model;
    this.options = options;
    this.accounts = accounts;
  }

  List<Route> table() {
    return List.of(
        new Route("GET", "/api/session", null, this::session),
        new Route("POST", "/api/session", null, this::signIn),
        new Route("DELETE", "/api/session", Role.VIEWER, this::signOut),
        new Route("GET", "/api/accounts", Role.ADMIN, ask -> accounts.list()),
        new Route("PUT", "/api/accounts", Role.ADMIN, this::putAccount),
        new Route("DELETE", "/api/accounts", Role.ADMIN, this::removeAccount));
  }

  @Nullable String firstToken() {
    return options.identities() == null ? accounts.firstToken() : null;
  }

  /** Who sends a request; null for nobody who is known. */
  @Nullable Identity identity(HttpServletRequest request) {
    Identities foreign = options.identities();
    if (foreign != null) {
      return foreign.of(request);
    }
    Accounts.SignedIn signedIn = sessions.of(cookie(request));
    return signedIn == null ? null : accounts.current(signedIn);
  }

  /** The code that the pages of whoever sends a request send with a write. */
  String csrf(HttpServletRequest request) {
    Identity identity = identity(request);
    return Secrets.code(key, cookie(request) + "/" + (identity == null ? "" : identity.name()));
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
    Accounts.SignedIn signedIn =
        ask.text("token").isEmpty()
            ? accounts.signIn(ask.text("name"), ask.text("password"))
            : accounts.signIn(ask.text("token"));
    if (signedIn == null) {
      LOG.warn("A sign-in from {} was refused", ask.request().getRemoteAddr());
      throw new Failure(401, "nobody is known by that", "Try again");
    }
    admit(ask, signedIn);
    Identity identity = signedIn.identity();
    return Map.of("name", identity.name(), "role", identity.role());
  }

  private void admit(Ask ask, Accounts.SignedIn signedIn) {
    sessions.close(cookie(ask.request()));
    String path = ask.request().getContextPath() + ask.request().getServletPath();
    ask.response()
        .addHeader(
            "Set-Cookie",
            COOKIE
                + "="
                + sessions.open(signedIn)
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
    Identity by = Objects.requireNonNull(ask.identity());
    if (by.name().equals(Accounts.FIRST) && role != Role.ADMIN) {
      throw new Failure(422, "the first account is no administrator", "Make it one");
    }
    String name = ask.need("name");
    String seen = ask.need("expected");
    accounts.requireSeen(name, seen);
    accounts.requireGood(name, role, ask.need("password"));
    model.actions().record(ask.actor(), "accounts.set", name + " " + role);
    Accounts.SignedIn signedUp = accounts.signedUp(name, role, ask.need("password"), seen);
    LOG.info("{} has set the account {} ({})", by.name(), name, role);
    if (by.name().equals(Accounts.FIRST) || by.name().equals(name)) {
      admit(ask, signedUp);
    }
    return Map.of("done", true);
  }

  private Object removeAccount(Ask ask) {
    String name = ask.need("name");
    String seen = ask.need("expected");
    accounts.requireRemovable(name, seen);
    model.actions().record(ask.actor(), "accounts.remove", name);
    accounts.remove(name, seen);
    return Map.of("done", true);
  }
}
