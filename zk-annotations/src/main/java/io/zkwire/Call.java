package io.zkwire;

/**
 * A call that is under way at an endpoint. Its time runs from {@link Endpoints#call()} to {@link
 * #close}. A call that is closed without {@link #ok} has failed, so that an exception on the way
 * counts by itself. Used by one thread at a time.
 *
 * <pre>{@code
 * try (Call call = endpoints.call()) {
 *   Response response = client.send(call.endpoint().address(), request);
 *   if (response.status() < 500) {
 *     call.ok();
 *   }
 * }
 * }</pre>
 */
public interface Call extends AutoCloseable {

  /** Where the call goes. */
  Endpoint endpoint();

  /** The call was well. */
  void ok();

  /** The call was not well; the same as never saying {@link #ok}. */
  void failed();

  /** The call has ended. Doing it twice does nothing. */
  @Override
  void close();
}
