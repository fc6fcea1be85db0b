package io.zkwire.processor;

import java.util.List;

/** Every feature, in the order in which bindings list them. A new one is one line here. */
final class Features {

  private Features() {}

  static List<Feature> all(Tools tools) {
    return List.of(
        new ConfigFeature(tools),
        new LeaderFeature(tools),
        new LockFeature(tools),
        new ProgressFeature(tools),
        new CommandFeature(tools),
        new MemberFeature(tools),
        new IdFeature(tools),
        new EndpointFeature(tools),
        new BarrierFeature(tools),
        new QueueFeature(tools),
        new ShardFeature(tools),
        new BoundFeature(tools));
  }
}
