package io.zkwire.console.web;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table of routes.
 *
 * @param method the method
 * @param path the path below the servlet
 * @param role who may; null for everybody, also those who are not signed in
 * @param handler what is done; gives what is answered as JSON, or null if it has answered itself
 */
record Route(String method, String path, @Nullable Role role, Handler handler) {

  /** What is done for a request. */
  @FunctionalInterface
  interface Handler {
    @Nullable Object answer(Ask ask) throws Exception;
  }

  boolean writes() {
    return !method.equals("GET");
  }
}
