package io.zkwire.runtime;

import io.zkwire.runtime.barrier.BarrierFeature;
import io.zkwire.runtime.cluster.ClusterFeature;
import io.zkwire.runtime.command.CommandFeature;
import io.zkwire.runtime.config.ConfigFeature;
import io.zkwire.runtime.endpoint.EndpointFeature;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.id.IdFeature;
import io.zkwire.runtime.leader.LeaderFeature;
import io.zkwire.runtime.lock.LockFeature;
import io.zkwire.runtime.progress.ProgressFeature;
import io.zkwire.runtime.queue.QueueFeature;
import io.zkwire.runtime.session.DrainHook;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.HealthChecks;
import io.zkwire.runtime.session.Participant;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.shard.ShardFeature;
import java.util.List;

/** The features of one session: the one place where they are listed. */
final class Features {

  final ConfigFeature config;
  final LeaderFeature leader;
  final LockFeature lock;
  final BarrierFeature barrier;
  final EndpointFeature endpoint;
  final IdFeature ids;
  final QueueFeature queue;
  final ProgressFeature progress;
  final CommandFeature command;
  final ShardFeature shard;
  final ClusterFeature cluster;

  private final ExclusiveWork exclusive;
  private final List<Feature> all;

  /**
   * Makes them, and lets them take part in a session.
   *
   * @param session the session, not yet started
   */
  Features(Session session) {
    exclusive = new ExclusiveWork(session);
    config = new ConfigFeature(session);
    leader = new LeaderFeature(session, exclusive);
    lock = new LockFeature(session, exclusive);
    barrier = new BarrierFeature(session);
    HealthChecks health = new HealthChecks(session, leader);
    endpoint = new EndpointFeature(session, health);
    ids = new IdFeature(session, exclusive);
    queue = new QueueFeature(session);
    progress = new ProgressFeature(session);
    shard = new ShardFeature(session, exclusive, this::cluster);
    // What goes off line, in its order: first nobody calls any more.
    List<DrainHook> drained = List.of(endpoint.drained(), queue, shard, leader, lock);
    cluster = new ClusterFeature(session, drained, health);
    command = new CommandFeature(session, cluster, leader);
    // Objects are tied, and released, in this order. Members come last: what they tell may need
    // what others give, and others answer while they are still there.
    all =
        List.of(
            config, leader, lock, barrier, endpoint, ids, queue, progress, command, shard, cluster);
    all.forEach(session::join);
    session.metrics().gauge("zkwire.watches", () -> watched().size());
    session
        .metrics()
        .gauge("zkwire.session.up", () -> session.state() == SessionState.CONNECTED ? 1 : 0);
    session.join(exclusive); // after the features: it gives back what they hold
  }

  private ClusterFeature cluster() {
    return cluster;
  }

  /** All of them, in the order in which objects are tied. */
  List<Feature> all() {
    return all;
  }

  /** The paths that are watched. */
  List<String> watched() {
    return all.stream().flatMap(feature -> feature.watched().stream()).toList();
  }

  /** What is held or stood for. */
  List<Standing> exclusive() {
    return exclusive.standing();
  }

  /** An operator has confirmed the ensemble. */
  void confirmed() {
    all.forEach(Participant::confirmed);
    exclusive.confirmed();
  }
}
