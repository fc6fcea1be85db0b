package io.zkwire.console.web;

import io.zkwire.ZkWireException;
import io.zkwire.console.model.Model;
import io.zkwire.console.model.Text;
import io.zkwire.console.model.Told;
import io.zkwire.runtime.ZkWire;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private final transient Model model;
  private final transient People people;
  private final transient Gate gate;
  private final transient Events events;
  private final transient Routes routes;
  private final transient StaticFiles files = new StaticFiles();
  private final transient Map<String, Route> table = new LinkedHashMap<>();

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
    this.people = new People(model, options, accounts);
    this.gate = new Gate(options, people);
    this.events = new Events(model);
    this.routes = new Routes(model, events, options);
    routes.table().forEach(this::add);
    people.table().forEach(this::add);
    new EventRoute(model, events, people).table().forEach(this::add);
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
    return people.firstToken();
  }

  Model model() {
    return model;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    gate.headers(response);
    try {
      gate.admit(request);
      String path = request.getPathInfo();
      if (path == null) {
        response.sendRedirect(request.getRequestURI() + "/");
      } else if (path.startsWith("/api/")) {
        api(path, request, response);
      } else if (!request.getMethod().equals("GET") || !files.answer(path, request, response)) {
        throw new Failure(404, "there is no such page", "Begin at the console's root");
      }
    } catch (Failure e) {
      answer(response, e.status(), Told.of(e));
    }
  }

  private void api(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Route route = table.get(request.getMethod() + " " + path);
    if (route == null) {
      boolean other = table.keySet().stream().anyMatch(each -> each.endsWith(" " + path));
      throw new Failure(other ? 405 : 404, "there is no such route", "See the reference");
    }
    Ask ask = new Ask(request, response, people.identity(request));
    gate.require(route, ask);
    try {
      Object answer = route.handler().answer(ask);
      if (answer != null) {
        answer(response, 200, answer);
      }
    } catch (Failure e) {
      throw e;
    } catch (ZkWireException e) {
      answer(response, Failure.status(e), Told.of(e));
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

  private static void answer(HttpServletResponse response, int status, Object value)
      throws IOException {
    byte[] json = Text.json(value);
    response.setStatus(status);
    response.setContentType("application/json; charset=utf-8");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }

  @Override
  public void destroy() {
    events.close();
    routes.close();
    model.close();
  }
}
