package io.zkwire.benchmarks.command;

import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.OnCommand;

/** A member that answers. */
@ClusterMember(group = CommandRow.GROUP, id = "${member}")
class Obedient {

  @OnCommand("ping")
  int ping(int number) {
    return number;
  }
}
