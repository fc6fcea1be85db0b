package io.zkwire.tests.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ensemble and the workers, which run on from row to row. */
final class Laboratory implements AutoCloseable {
  private static final int WORKERS_A_GROUP = 3;
  private static final int GROUPS = 2;

  private final Machine machine;
  private final Path home;
  private final Java java;
  private final Network network;
  private final Ensemble ensemble;
  private final Observer observer;
  private final Map<String, List<Worker>> workers = new HashMap<>();

  Laboratory(Options options, Machine machine, Path home) throws Exception {
    this.machine = machine;
    this.home = home;
    java = new Java(options.logLevel());
    network =
        options
            .prefix()
            .<Network>map(p -> new Namespaces(p, Ensemble.SIZE, GROUPS * WORKERS_A_GROUP))
            .orElseGet(() -> new Loopback(Ensemble.SIZE, GROUPS * WORKERS_A_GROUP));
    ensemble = new Ensemble(network, java, Files.createTempDirectory("zkwire-faults-"));
    ensemble.awaitServing();
    observer = new Observer(ensemble.connectString());
  }

  Ensemble ensemble() {
    return ensemble;
  }

  Java java() {
    return java;
  }

  Observer observer() {
    return observer;
  }

  Network network() {
    return network;
  }

  Path home() {
    return home;
  }

  /** The workers of a group: of leaders or of locks, with a movable wall clock or without. */
  synchronized List<Worker> workers(boolean locks, boolean movableClock) {
    return workers.computeIfAbsent(
        locks + "," + movableClock, key -> launch(locks ? WORKERS_A_GROUP : 0, movableClock));
  }

  private List<Worker> launch(int firstSite, boolean movableClock) {
    Worker.Launch launch =
        new Worker.Launch(java, home, movableClock ? machine.faketime().orElseThrow() : null);
    List<Worker> group = new ArrayList<>();
    for (int i = 0; i < WORKERS_A_GROUP; i++) {
      group.add(new Worker(network.sites().get(firstSite + i), launch));
    }
    return group;
  }

  /** Ends all processes; of an interrupted run, too. */
  synchronized void abandon() {
    workers.values().forEach(group -> group.forEach(Worker::end));
    workers.clear();
    ensemble.close();
  }

  @Override
  public void close() {
    observer.close();
    abandon();
    ensemble.delete();
    network.close();
  }
}
