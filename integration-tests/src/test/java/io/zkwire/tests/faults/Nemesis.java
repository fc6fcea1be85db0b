package io.zkwire.tests.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Draws one fault after another from a seed, each for a random time of up to three sessions; the
 * next one begins while the last one may still last. The same seed draws the same faults.
 */
final class Nemesis {
  private static final Duration SHORTEST = Setting.T.dividedBy(10);
  private static final Duration LONGEST = Setting.T.multipliedBy(3);
  private static final int GAP_MILLIS = 2_500;

  /** What it can do. */
  enum Blow {
    KILL,
    FREEZE,
    CUT,
    SLOW,
    EXPIRE,
    RESIGN,
    DELETE,
    KILL_SERVER,
    KILL_LEADER,
    FREEZE_SERVER,
    CUT_SERVER,
    LOSE_QUORUM;

    boolean isOfServers() {
      return compareTo(KILL_SERVER) >= 0;
    }
  }

  /**
   * One fault as it is drawn.
   *
   * @param victim which worker, if it hits one
   * @param time how long it lasts, if it lasts
   * @param choice from which a server or a node follows
   * @param gap how long until the next one begins
   */
  record Draw(Blow blow, int victim, Duration time, int choice, Duration gap) {

    static Draw from(Random random, int workers) {
      Blow blow = Blow.values()[random.nextInt(Blow.values().length)];
      int victim = random.nextInt(workers);
      long span = LONGEST.minus(SHORTEST).toMillis();
      Duration time = SHORTEST.plusMillis((long) (random.nextDouble() * span));
      int choice = random.nextInt(1 << 20);
      return new Draw(blow, victim, time, choice, Duration.ofMillis(random.nextInt(GAP_MILLIS)));
    }
  }

  private final Random random;
  private final List<Player> players;
  private final Ensemble ensemble;
  private final Observer observer;
  private final String chroot;
  private final EventLog log;
  private final List<Lasting> lasting = new ArrayList<>();
  private final Set<Integer> suffering = new HashSet<>();
  private final Map<Blow, Integer> counts = new EnumMap<>(Blow.class);
  private boolean serversSuffer;

  /** A fault that ends at a moment. */
  private record Lasting(long until, Runnable end) {}

  Nemesis(long seed, List<Player> players, Laboratory laboratory, String chroot, EventLog log) {
    random = new Random(seed);
    this.players = players;
    ensemble = laboratory.ensemble();
    observer = laboratory.observer();
    this.chroot = chroot;
    this.log = log;
  }

  /** How often it did what. */
  Map<Blow, Integer> counts() {
    return counts;
  }

  /** Strikes some times, and returns while the last faults may still last. */
  void storm(int blows) {
    for (int i = 0; i < blows; i++) {
      Draw draw = Draw.from(random, players.size());
      Blow blow = draw.blow();
      if (blow.isOfServers() ? serversSuffer : suffering.contains(draw.victim())) {
        log.write("nemesis", "spares", blow, draw.victim()); // it suffers already
      } else {
        log.write("nemesis", "begins", blow, draw.victim(), draw.time().toMillis(), draw.choice());
        strike(blow, draw.victim(), draw.time(), draw.choice());
        counts.merge(blow, 1, Integer::sum);
      }
      endUntil(System.nanoTime() + draw.gap().toNanos());
    }
  }

  private void endUntil(long moment) {
    do {
      long now = System.nanoTime();
      for (Lasting one : List.copyOf(lasting)) {
        if (one.until() <= now) {
          lasting.remove(one);
          one.end().run();
        }
      }
      Load.pause(5);
    } while (System.nanoTime() < moment);
  }

  /** Ends all faults. */
  void calm() {
    lasting.forEach(one -> one.end().run());
    lasting.clear();
  }

  private void strike(Blow blow, int victim, Duration time, int choice) {
    Player player = players.get(victim);
    int server = choice % Ensemble.SIZE;
    switch (blow) {
      case KILL -> {
        player.kill();
        lasts(victim, time, player::start);
      }
      case FREEZE -> {
        player.freeze();
        lasts(victim, time, player::thaw);
      }
      case CUT -> {
        player.site().cut();
        lasts(victim, time, player.site()::heal);
      }
      case SLOW -> {
        player.site().slow();
        lasts(victim, time, player.site()::hasten);
      }
      case EXPIRE -> player.life().tell("expire");
      case RESIGN -> player.life().tell("resign");
      case DELETE -> delete(choice);
      case KILL_SERVER -> killServer(server, time);
      case KILL_LEADER -> killServer(leader(server), time);
      case FREEZE_SERVER -> freeze(List.of(server), time);
      case LOSE_QUORUM -> freeze(List.of(server, (server + 1) % Ensemble.SIZE), time);
      case CUT_SERVER -> {
        if (ensemble.network().canCutPeers()) {
          ensemble.network().cutPeers(server);
          serversLast(time, () -> ensemble.network().healPeers(server));
        } else {
          freeze(List.of(server), time);
        }
      }
    }
  }

  private void killServer(int server, Duration time) {
    ensemble.kill(server);
    serversLast(time, () -> ensemble.start(server));
  }

  private void freeze(List<Integer> servers, Duration time) {
    servers.forEach(ensemble::freeze);
    serversLast(time, () -> servers.forEach(ensemble::thaw));
  }

  private int leader(int otherwise) {
    return Ensemble.all().stream()
        .filter(server -> ensemble.mode(server).equals("leader"))
        .findFirst()
        .orElse(otherwise);
  }

  /** As somebody with a shell does by mistake: the node of a leader, a member, and so on. */
  private void delete(int choice) {
    if (serversSuffer) {
      return; // it could not ask
    }
    List<String> roots =
        List.of(
            "/leaders/" + LeaderLoad.ROLE,
            "/locks/" + LockLoad.NAME,
            "/members/" + MemberLoad.GROUP,
            "/services/" + EndpointLoad.DOMAIN,
            "/shards/" + MemberLoad.GROUP + "/" + choice % ShardLoad.SHARDS);
    String root = chroot + roots.get(choice / 16 % roots.size());
    try {
      List<String> standing = observer.standing(root).stream().sorted().toList();
      if (!standing.isEmpty()) {
        String path = standing.get(choice / 256 % standing.size());
        log.write("nemesis", "deletes", path, observer.delete(path));
      }
    } catch (RoundFailure e) {
      log.write("nemesis", "not-deleted", root, e.getMessage());
    }
  }

  private void lasts(int victim, Duration time, Runnable end) {
    suffering.add(victim);
    lasting.add(
        new Lasting(
            System.nanoTime() + time.toNanos(),
            () -> {
              end.run();
              suffering.remove(victim);
            }));
  }

  private void serversLast(Duration time, Runnable end) {
    serversSuffer = true;
    lasting.add(
        new Lasting(
            System.nanoTime() + time.toNanos(),
            () -> {
              end.run();
              serversSuffer = false;
            }));
  }
}
