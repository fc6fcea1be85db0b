package io.zkwire.console.model;

import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;

/**
 * Looks for what will hurt: access lists, watches, sizes, versions, clocks, problems that were
 * told.
 */
public final class Doctor {

  private static final int LARGE = 256 << 10;
  private static final int MANY = 10_000;
  private static final int MANY_WATCHES = 1_000_000;
  private static final Duration SKEW = Duration.ofSeconds(5);

  private final TreeReader reader;
  private final Nodes nodes;
  private final Catalog catalog;
  private final List<Finding> findings = new ArrayList<>();

  Doctor(TreeReader reader, Nodes nodes, Catalog catalog) {
    this.reader = reader;
    this.nodes = nodes;
    this.catalog = catalog;
  }

  /**
   * What was looked at.
   *
   * @param check the name of the check
   * @param level {@code OK}, {@code NOTE}, {@code WARNING} or {@code ERROR}
   * @param message what was found, and what to do about it
   */
  public record Finding(String check, String level, String message) {}

  List<Finding> look() {
    servers();
    layout();
    access();
    watches();
    sizes();
    versions();
    clock();
    problems();
    return List.copyOf(findings);
  }

  private void found(String check, String level, String message) {
    findings.add(new Finding(check, level, message));
  }

  private void servers() {
    List<Servers.Row> rows = Servers.ask(reader.zk().connectString());
    long silent = rows.stream().filter(row -> row.mode().isEmpty()).count();
    for (Servers.Row row : rows) {
      if (row.mode().isEmpty()) {
        found("servers", "WARNING", row.address() + " " + row.problem());
      }
    }
    if (silent == 0) {
      found("servers", "OK", rows.size() + (rows.size() == 1 ? " server answers" : " answer"));
    }
  }

  private void layout() {
    ZNode version = nodes.get("/zkwire/version");
    String text = version == null ? "" : version.text();
    found(
        "layout",
        "1".equals(text) ? "OK" : "ERROR",
        "1".equals(text)
            ? "layout version 1"
            : "/zkwire/version is '" + text + "'; this console knows 1");
    if (nodes.get("/config") == null) {
      found("layout", "WARNING", "/config is not there: no key has a value");
    }
  }

  private void access() {
    List<String> open = new ArrayList<>();
    for (String path : List.of("/", "/config", "/members", "/leaders", "/locks", "/audit")) {
      try {
        List<ACL> acls = reader.client().getACL(reader.real(path), new Stat());
        for (ACL acl : acls) {
          if (acl.getId().equals(Ids.ANYONE_ID_UNSAFE)
              && (acl.getPerms() & (Perms.WRITE | Perms.DELETE | Perms.ADMIN)) != 0) {
            open.add(path);
            break;
          }
        }
      } catch (KeeperException e) {
        if (e.code() != KeeperException.Code.NONODE) { // nothing may use it yet
          found("access", "NOTE", path + ": " + e.code());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    if (open.isEmpty()) {
      found("access", "OK", "no root is open to everybody");
    } else {
      found(
          "access",
          "WARNING",
          "everybody may change "
              + String.join(", ", open)
              + ": give ACLs to the applications (ZK-ACCESS-02)");
    }
  }

  private void watches() {
    Servers.watches(reader.zk().connectString())
        .forEach(
            (server, count) -> {
              boolean many = count > MANY_WATCHES;
              found(
                  "watches",
                  count < 0 ? "NOTE" : many ? "WARNING" : "OK",
                  count < 0
                      ? server + " does not tell: mntr is not in 4lw.commands.whitelist"
                      : server
                          + " keeps "
                          + count
                          + " watches"
                          + (many ? ": follow parts of the tree, not each node" : ""));
            });
  }

  private void sizes() {
    Map<String, Integer> children = new HashMap<>();
    int large = 0;
    for (String root : Model.FOLLOWED) {
      for (ZNode node : nodes.below(root)) {
        if (node.length() > LARGE) {
          large++;
          found("sizes", "WARNING", node.path() + " has " + node.length() + " bytes");
        }
        children.merge(node.path().substring(0, node.path().lastIndexOf('/')), 1, Integer::sum);
      }
    }
    long many = children.values().stream().filter(count -> count > MANY).count();
    children.forEach(
        (path, count) -> {
          if (count > MANY) {
            found("sizes", "WARNING", path + " has " + count + " children: a listing is slow");
          }
        });
    if (large == 0 && many == 0) {
      found("sizes", "OK", "no node above 256 KiB, no parent above 10,000 children");
    }
  }

  private void versions() {
    Map<String, Integer> zkwire = new TreeMap<>();
    Groups groups = new Groups(nodes);
    for (Groups.Group group : groups.groups()) {
      for (Groups.Row row : groups.members(group.group(), "")) {
        if (row.present() && !row.zkwire().isEmpty()) {
          zkwire.merge(row.zkwire(), 1, Integer::sum);
        }
      }
    }
    found(
        "versions",
        zkwire.size() > 1 ? "NOTE" : "OK",
        zkwire.isEmpty()
            ? "no member tells its version"
            : "members by version of zkwire: " + zkwire);
    List<ConfigView.Row> behind = new ConfigView(nodes, catalog).behind();
    for (ConfigView.Row row : behind) {
      found(
          "versions",
          "NOTE",
          row.behind()
              + " of "
              + row.instances()
              + " processes have not told that they loaded the present value of "
              + row.key());
    }
    if (behind.isEmpty()) {
      found("versions", "OK", "every process has loaded the present values");
    }
  }

  /** Our own description was written by the server's clock just after we connected. */
  private void clock() {
    ZNode own = reader.node(Catalog.INSTANCES + "/" + reader.zk().id());
    if (own == null) {
      found("clock", "NOTE", "this process has no description yet: ask again");
      return;
    }
    long started = java.time.Instant.parse(Catalog.Instance.of(own).started()).toEpochMilli();
    Duration skew = Duration.ofMillis(own.stat().getCtime() - started).abs();
    found(
        "clock",
        skew.compareTo(SKEW) > 0 ? "WARNING" : "OK",
        "the clock of the server differs from this one by about "
            + skew.toMillis()
            + " ms"
            + (skew.compareTo(SKEW) > 0 ? ": deadlines and time-based IDs suffer" : ""));
  }

  private void problems() {
    int told = 0;
    for (Catalog.Instance instance : catalog.instances()) {
      for (String problem : instance.problems()) {
        told++;
        found("problems", "ERROR", instance.host() + " (" + instance.pid() + "): " + problem);
      }
    }
    if (told == 0) {
      found("problems", "OK", catalog.instances().size() + " processes tell of no problem");
    }
  }
}
