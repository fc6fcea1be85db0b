package io.zkwire.junit;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What one test has, or one class for what lives as long as the class: servers, a chroot, clients.
 */
final class TestScope {
  private static final int LONGEST_NAME = 60;
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final ZkEnsemble ensemble;
  private final boolean ownEnsemble;
  private final Settings settings;
  private final ClientScope clients;

  private TestScope(ZkEnsemble ensemble, boolean ownEnsemble, Settings settings, String name) {
    this.ensemble = ensemble;
    this.ownEnsemble = ownEnsemble;
    this.settings = settings;
    clients =
        new ClientScope(ensemble, settings.sessionTimeout(), settings.chroot() + chroot(name));
  }

  /** On servers that others use too. */
  static TestScope on(ZkEnsemble ensemble, Settings settings, String name) {
    return new TestScope(ensemble, false, settings, name);
  }

  /** On servers of its own. */
  static TestScope alone(Settings settings, String name) {
    return new TestScope(ZkEnsemble.start(settings), true, settings, name);
  }

  private static String chroot(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "");
    String unique = UUID.randomUUID().toString().substring(0, 8);
    return "/t-" + unique + "-" + plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
  }

  ClientScope clients() {
    return clients;
  }

  /**
   * Mends what was broken and closes the clients.
   *
   * @throws AssertionError if an ephemeral node is left
   */
  void close() {
    Cleanup cleanup =
        new Cleanup().then(ensemble::startAll).then(clients::close).then(this::findLeftovers);
    if (ownEnsemble) {
      cleanup.then(ensemble::close);
    }
    cleanup.finish();
  }

  private void findLeftovers() {
    try (PlainSession session = new PlainSession(ensemble.connectString())) {
      if (!session.isAlive()) {
        throw new IllegalStateException(
            "The servers closed the connection that looks for left nodes");
      }
      List<String> left = new Leftovers(session, clients.chroot()).after(grace());
      if (!left.isEmpty()) {
        throw new AssertionError(
            "A client left ephemeral nodes behind, in the chroot "
                + clients.chroot()
                + ": "
                + String.join(", ", left));
      }
    }
  }

  /**
   * A client that was cut off could not end its session, which expires at most a tick after its
   * timeout. One that was not has no excuse, and a session that nobody ended lives for two thirds
   * of its timeout at least, since it was refreshed in the last third.
   */
  private Duration grace() {
    Duration longest = clients.longestSession();
    return clients.isDisturbed()
        ? longest.plusMillis(2L * settings.tickTime()).plus(MARGIN)
        : settings.sessionTimeout().dividedBy(2);
  }
}
