package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import java.util.List;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of nodes that everybody may change. On loopback that is how one works on a laptop: only a
 * debug line.
 */
final class OpenAccess {

  private static final Logger LOG = LoggerFactory.getLogger(OpenAccess.class);

  private OpenAccess() {}

  static void look(Session session, String path) {
    Requests requests = session.requests();
    requests
        .<List<ACL>>send(
            path,
            (zk, future) ->
                zk.getACL(
                    requests.real(path),
                    null,
                    (rc, p, ctx, acl, stat) -> Answers.finish(future, rc, path, acl),
                    null))
        .whenComplete((acl, e) -> judge(session, path, acl));
  }

  private static void judge(Session session, String path, @Nullable List<ACL> acl) {
    if (acl == null || acl.stream().noneMatch(OpenAccess::open)) {
      return;
    }
    String servers = session.client().getZookeeperClient().getCurrentConnectionString();
    String message =
        ErrorCode.ACCESS_OPEN.message(
            "world:anyone may do everything with " + session.requests().real(path),
            "Set acls(...) and credentials, and restrict the nodes that stand already");
    if (!ConnectString.parse(servers).loopback()) {
      LOG.warn("{} {}", session.label(), message);
    } else {
      LOG.debug("{} {}", session.label(), message);
    }
  }

  static boolean open(ACL acl) {
    return acl.getPerms() == Perms.ALL
        && acl.getId().getScheme().equals("world")
        && acl.getId().getId().equals("anyone");
  }
}
