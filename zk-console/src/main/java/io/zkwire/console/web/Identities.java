package io.zkwire.console.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sends a request: for applications that embed the console and know their people already.
 *
 * <pre>{@code
 * Identities identities =
 *     request ->
 *         request.isUserInRole("ops")
 *             ? new Identity(request.getRemoteUser(), Role.OPERATOR)
 *             : null;
 * }</pre>
 */
@FunctionalInterface
public interface Identities {

  /**
   * Who sends a request.
   *
   * @param request the request
   * @return who, or null for nobody who may see the console
   */
  @Nullable Identity of(HttpServletRequest request);
}
