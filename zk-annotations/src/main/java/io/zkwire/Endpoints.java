package io.zkwire;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The endpoints of a domain, followed as they come and go, and a choice among them. Had from a
 * {@code @Discover} field or from {@code zk.endpoints(domain)}. Thread-safe; no method asks
 * ZooKeeper, none blocks.
 *
 * <pre>{@code
 * Endpoint target = endpoints.pick();
 * try (Call call = endpoints.call()) {
 *   send(call.endpoint().socketAddress());
 *   call.ok();
 * }
 * }</pre>
 *
 * <p>While ZooKeeper is away the list stays as it was last known: see {@link #stale} and {@link
 * #age}.
 */
public interface Endpoints extends AutoCloseable {

  /** The domain. */
  String domain();

  /**
   * The endpoints that may be called, sorted by their ids: those of the nodes and those of the
   * static record, one for each address. Endpoints that are left out after failures are among them.
   *
   * @return an unmodifiable list that never changes; empty if there is none, or if the list is
   *     older than the maximum age that was set
   */
  List<Endpoint> list();

  /** The addresses of {@link #list}, for a socket; host names are not looked up. */
  List<InetSocketAddress> resolve();

  /**
   * One endpoint, chosen by the strategy. Allocates nothing.
   *
   * @return the endpoint
   * @throws NoEndpointException if there is none
   */
  Endpoint pick();

  /**
   * The endpoint of a key: the same one for the same key in every process, as long as the list is
   * the same; if one endpoint comes or goes, few keys move. Allocates nothing.
   *
   * @param key the key
   * @return the endpoint
   * @throws NoEndpointException if there is none
   */
  Endpoint pick(CharSequence key);

  /**
   * Begins a call at an endpoint that the strategy chooses. Close it when the call has ended, and
   * say {@link Call#ok} before if it was well: what strategies know of loads and times comes from
   * there.
   *
   * @return the call
   * @throws NoEndpointException if there is none
   */
  Call call();

  /**
   * Begins a call at the endpoint of a key.
   *
   * @param key the key
   * @return the call
   * @throws NoEndpointException if there is none
   */
  Call call(CharSequence key);

  /**
   * Makes a call: it is well if the function returns, and a failure if it throws.
   *
   * @param work the call; takes the endpoint
   * @param <T> what it returns
   * @param <X> what it throws
   * @return what it returned
   * @throws X what it threw
   * @throws NoEndpointException if there is no endpoint
   */
  default <T, X extends Exception> T call(EndpointCall<T, X> work) throws X {
    try (Call call = call()) {
      T result = work.at(call.endpoint());
      call.ok();
      return result;
    }
  }

  /** Whether the list may be out of date, because ZooKeeper is away or has not yet answered. */
  boolean stale();

  /** For how long it has been {@link #stale}; zero if it is not. */
  Duration age();

  /**
   * Calls a listener after endpoints have come, gone or changed. Changes in quick succession may be
   * told as one.
   *
   * @param listener called on the runtime's threads, one change at a time; not for what is there
   *     already
   * @return ends it
   */
  Registration onChange(Consumer<? super EndpointsChange> listener);

  /**
   * Ends the handle; the last one of a domain in a process ends its watch. The list stays as it is,
   * and stale. The handle in a field is closed with its binding. Closing twice does nothing.
   */
  @Override
  void close();
}
