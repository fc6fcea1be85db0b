package io.zkwire.tests.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.data.Stat;

/** Looks for what is left in ZooKeeper when all have closed, and writes down how much it is. */
final class LeakSearch {
  /** The last generation stays, with those before it that nobody has cleaned up yet. */
  private static final int MOST_GENERATIONS = 60;

  /** Each has a node, below which its items stand. */
  private static final int PRIORITIES = 10;

  /**
   * What stays for a while, or for each of few names: three pages of sequential IDs, commands of
   * five minutes beyond their deadlines with the acknowledgements of each, some earlier values a
   * key.
   */
  private static final Map<String, Integer> MOST_BELOW =
      Map.of(
          "/ids", 3 * 4096 + 300,
          "/commands", 12_000,
          "/history", 400,
          "/config", 10,
          "/progress-results", 10,
          "/zkwire", 400);

  private final CuratorFramework client;
  private final Ensemble ensemble;
  private final String chroot;
  private final EventLog log;

  LeakSearch(CuratorFramework client, Ensemble ensemble, String chroot, EventLog log) {
    this.client = client;
    this.ensemble = ensemble;
    this.chroot = chroot;
    this.log = log;
  }

  /** Waits until nothing ephemeral stands there, at most for a time, and tells everything. */
  void search() throws Exception {
    List<String> ephemerals = new ArrayList<>();
    List<String> all = new ArrayList<>();
    walk(chroot, ephemerals, all);
    tell("ephemerals", ephemerals, 0);
    for (String root :
        List.of(
            "/leaders/" + LeaderLoad.ROLE,
            "/locks/" + LockLoad.NAME,
            "/members/" + MemberLoad.GROUP,
            "/services/" + EndpointLoad.DOMAIN,
            "/queues/" + QueueLoad.NAME + "/claims",
            "/queues/" + QueueLoad.NAME + "/parked",
            "/zkwire/beats",
            "/zkwire/instances")) {
      tell(root.substring(1), below(all, root), 0);
    }
    for (int shard = 0; shard < ShardLoad.SHARDS; shard++) {
      String root = "/shards/" + MemberLoad.GROUP + "/" + shard;
      tell(root.substring(1), below(all, root), 0);
    }
    tell("items", below(all, "/queues/" + QueueLoad.NAME + "/items"), PRIORITIES);
    tell("barriers", below(all, "/barriers/" + BarrierLoad.NAME), MOST_GENERATIONS);
    MOST_BELOW.forEach((root, most) -> tell(root.substring(1), below(all, root), most));
    List<String> watches = new ArrayList<>();
    Ensemble.all().forEach(server -> watches.addAll(ensemble.watches(server, chroot)));
    tell("watches", watches, 0);
    log.write("nodes", "left", all.size());
    all.stream()
        .map(path -> path.substring(chroot.length()).split("/"))
        .filter(parts -> parts.length > 1)
        .collect(Collectors.groupingBy(parts -> parts[1], Collectors.counting()))
        .forEach((part, count) -> log.write("nodes", "below", part, count));
  }

  private void tell(String what, List<String> found, int allowed) {
    log.write("leak", what, found.size(), allowed, found.stream().limit(5).toList());
  }

  private List<String> below(List<String> all, String root) {
    return all.stream().filter(path -> path.startsWith(chroot + root + "/")).toList();
  }

  private void walk(String path, List<String> ephemerals, List<String> all) throws Exception {
    try {
      Stat stat = new Stat();
      client.getData().storingStatIn(stat).forPath(path);
      all.add(path);
      if (stat.getEphemeralOwner() != 0) {
        ephemerals.add(path);
      }
      if (stat.getNumChildren() > 0) {
        for (String child : client.getChildren().forPath(path)) {
          walk(path + "/" + child, ephemerals, all);
        }
      }
    } catch (NoNodeException e) {
      log.write("nodes", "gone", path); // an ephemeral one, just now
    }
  }
}
