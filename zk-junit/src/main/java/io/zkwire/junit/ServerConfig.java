package io.zkwire.junit;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** What {@code zoo.cfg} would say: loopback only, no AdminServer, no limit of connections. */
final class ServerConfig {
  private static final int LONGEST_SESSION = 3_600_000;

  /** The ports of one server. */
  record PortSet(int client, int quorum, int election) {

    static PortSet free() {
      return new PortSet(Ports.free(), Ports.free(), Ports.free());
    }

    /** Whether a server could take them now. */
    boolean areFree() {
      return Ports.isFree(client) && Ports.isFree(quorum) && Ports.isFree(election);
    }

    String quorumLine() {
      String host = Ports.loopback().getHostAddress();
      return host + ":" + quorum + ":" + election + ";" + host + ":" + client;
    }
  }

  private ServerConfig() {}

  /** The configuration of the server at an index of the ensemble. */
  static Properties of(List<PortSet> ensemble, int index, int tickTime, Path data) {
    Properties properties = new Properties();
    set(properties, "dataDir", data);
    set(properties, "tickTime", tickTime);
    set(properties, "minSessionTimeout", tickTime);
    set(properties, "maxSessionTimeout", LONGEST_SESSION);
    set(properties, "initLimit", 20);
    set(properties, "syncLimit", 10);
    set(properties, "maxClientCnxns", 0);
    set(properties, "admin.enableServer", false);
    set(properties, "4lw.commands.whitelist", "*");
    set(properties, "preAllocSize", 1024);
    if (ensemble.size() == 1) {
      set(properties, "clientPort", ensemble.get(index).client());
      set(properties, "clientPortAddress", Ports.loopback().getHostAddress());
    } else {
      for (int i = 0; i < ensemble.size(); i++) {
        set(properties, "server." + id(i), ensemble.get(i).quorumLine());
      }
    }
    return properties;
  }

  /** The number by which its peers know the server at an index. */
  static int id(int index) {
    return index + 1;
  }

  private static void set(Properties properties, String key, Object value) {
    properties.setProperty(key, value.toString());
  }
}
