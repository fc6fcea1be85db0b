package io.zkwire.benchmarks.costs;

import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.OnCommand;

/** A member that answers commands. */
@ClusterMember(group = Receiver.GROUP, id = "${member}")
class Receiver {

  static final String GROUP = "receivers";

  @OnCommand("ping")
  int ping(int number) {
    return number;
  }
}
