package io.zkwire.runtime.endpoint;

import io.zkwire.Call;
import io.zkwire.Endpoint;

/** One call that is under way. */
final class CallHandle implements Call {

  private final Balancer balancer;
  private final BackendState state;
  private final Endpoint endpoint;
  private final long begun;
  private boolean well;
  private boolean closed;

  CallHandle(Balancer balancer, BackendState state, long now) {
    this.balancer = balancer;
    this.state = state;
    this.endpoint = state.endpoint();
    this.begun = now;
    state.begin();
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void ok() {
    well = true;
  }

  @Override
  public void failed() {
    well = false;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      balancer.ended(state, begun, well);
    }
  }
}
