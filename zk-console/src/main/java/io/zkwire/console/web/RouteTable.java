package io.zkwire.console.web;

import java.util.ArrayList;
import java.util.List;

/** Routes, as they are put together. For one thread. */
final class RouteTable {

  private final List<Route> routes = new ArrayList<>();

  void get(String path, Role role, Route.Handler handler) {
    routes.add(new Route("GET", path, role, handler));
  }

  void post(String path, Role role, Route.Handler handler) {
    routes.add(new Route("POST", path, role, handler));
  }

  void put(String path, Role role, Route.Handler handler) {
    routes.add(new Route("PUT", path, role, handler));
  }

  void delete(String path, Role role, Route.Handler handler) {
    routes.add(new Route("DELETE", path, role, handler));
  }

  List<Route> list() {
    return List.copyOf(routes);
  }
}
