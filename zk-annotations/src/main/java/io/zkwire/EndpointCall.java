package io.zkwire;

/**
 * Work that is done at an endpoint.
 *
 * <pre>{@code
 * String price = zk.endpoints("prices").call(endpoint -> fetch(endpoint.socketAddress()));
 * }</pre>
 *
 * @param <T> what it returns
 * @param <X> what it throws
 */
@FunctionalInterface
public interface EndpointCall<T, X extends Exception> {

  /**
   * Does it.
   *
   * @param endpoint where
   * @return what it returns
   * @throws X if it fails
   */
  T at(Endpoint endpoint) throws X;
}
